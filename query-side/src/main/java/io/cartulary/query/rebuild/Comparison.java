package io.cartulary.query.rebuild;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.rebuild.ComparedTable.Share;
import io.cartulary.query.store.RowPage;
import io.cartulary.query.store.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares a share of a table's rows in two generations. Both are read in their common order, page by page; a row waits
 * for its counterpart, within a bound. A row that differs, or that has waited too long, is read again in both
 * generations by its key, after a delay: a difference that remains is not caused by an event in progress.
 */
final class Comparison {

    /** The number of reads before a row counts as different. */
    private static final int LOOKS = 3;
    /** The number of pages of rows that wait for their counterparts, and of rows to read again. */
    private static final int PAGES_WAITING = 4;

    private static final int READS_AT_ONCE = 16;

    private final Store store;
    private final RebuildConfig config;
    private final ComparedTable table;
    private final Side living;
    private final Side next;
    private final BooleanSupplier goesOn;
    private final List<List<Object>> doubtful = new ArrayList<>();
    private final List<RowDifference> differences = new ArrayList<>();
    private long rows;
    private long differing;

    /** @param goesOn checked between pages; when false, the comparison ends without a result */
    Comparison(Store store, RebuildConfig config, ComparedTable table, int living, int next, BooleanSupplier goesOn) {
        this.store = store;
        this.config = config;
        this.table = table;
        this.living = new Side(living);
        this.next = new Side(next);
        this.goesOn = goesOn;
    }

    /** The rows of one generation. */
    private static final class Side {

        private final int generation;
        /** The rows without a counterpart yet, oldest first. */
        private final LinkedHashMap<List<Object>, Map<String, Object>> waiting = new LinkedHashMap<>();

        private @Nullable RowPage page;
        private long read;

        Side(int generation) {
            this.generation = generation;
        }

        boolean isAtItsEnd() {
            return page != null && page.isLast();
        }
    }

    /** Empty when it is aborted. */
    Uni<Optional<TableCompared>> compare(Share share) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(share))
                .whilst(more -> more && goesOn.getAsBoolean())
                .collect()
                .last()
                .chain(more -> more
                        ? Uni.createFrom().item(Optional.empty())
                        : lookAgain().map(_ -> Optional.of(new TableCompared(rows, differing, differences))));
    }

    /** Reads the next page of the generation that lags; returns whether more pages follow. */
    private Uni<Boolean> step(Share share) {
        Side side = behind();
        return turn(side, share)
                .invoke(page -> {
                    side.page = page;
                    page.rows().forEach(row -> take(row, side));
                    doubtOverdue(side);
                })
                .chain(() -> living.isAtItsEnd() && next.isAtItsEnd()
                        ? end()
                        : lookAgainWhenMany().replaceWith(true));
    }

    private Side behind() {
        if (living.isAtItsEnd()) {
            return next;
        }
        return next.isAtItsEnd() || living.read <= next.read ? living : next;
    }

    private Uni<RowPage> turn(Side side, Share share) {
        return side.page == null
                ? store.page(table.share(share).in(side.generation), config.rowsAtOnce())
                : side.page.next();
    }

    private void take(Row row, Side side) {
        side.read++;
        List<Object> key = table.key(row);
        @Nullable Map<String, Object> counterpart = other(side).waiting.remove(key);
        if (counterpart == null) {
            side.waiting.put(key, table.cells(row));
        } else {
            rows++;
            if (!table.differing(counterpart, table.cells(row)).isEmpty()) {
                doubtful.add(key);
            }
        }
    }

    private Side other(Side side) {
        return side.equals(living) ? next : living;
    }

    private void doubtOverdue(Side side) {
        while (side.waiting.size() > PAGES_WAITING * config.rowsAtOnce()) {
            doubtful.add(side.waiting.pollFirstEntry().getKey());
            rows++;
        }
    }

    private Uni<Boolean> end() {
        List.of(living, next).forEach(side -> {
            doubtful.addAll(side.waiting.keySet());
            rows += side.waiting.size();
            side.waiting.clear();
        });
        return Uni.createFrom().item(false);
    }

    private Uni<Void> lookAgainWhenMany() {
        return doubtful.size() < PAGES_WAITING * config.rowsAtOnce()
                ? Uni.createFrom().voidItem()
                : lookAgain();
    }

    /** Reads all rows in doubt again, and once more those that still differ. */
    private Uni<Void> lookAgain() {
        List<List<Object>> keys = List.copyOf(doubtful);
        doubtful.clear();
        return look(keys, 1)
                .invoke(found -> {
                    differing += found.size();
                    found.stream()
                            .limit(Math.max(0, config.differencesListed() - differences.size()))
                            .forEach(differences::add);
                })
                .replaceWithVoid();
    }

    private Uni<List<RowDifference>> look(List<List<Object>> keys, int looks) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(config.lookAgainAfter())
                .chain(() -> Multi.createFrom()
                        .iterable(keys)
                        .onItem()
                        .transformToUni(key -> difference(key).map(found -> Map.entry(key, found)))
                        .merge(READS_AT_ONCE)
                        .filter(looked -> looked.getValue().isPresent())
                        .collect()
                        .asList())
                .chain(found -> looks + 1 < LOOKS
                        ? look(found.stream().map(Map.Entry::getKey).toList(), looks + 1)
                        : Uni.createFrom()
                                .item(found.stream()
                                        .map(Map.Entry::getValue)
                                        .flatMap(Optional::stream)
                                        .toList()));
    }

    private Uni<Optional<RowDifference>> difference(List<Object> key) {
        return Uni.combine()
                .all()
                .unis(cells(key, living), cells(key, next))
                .with((inLiving, inNext) -> difference(key, inLiving, inNext));
    }

    private Uni<Optional<Map<String, Object>>> cells(List<Object> key, Side side) {
        return store.first(table.row(key).in(side.generation)).map(row -> row.map(table::cells));
    }

    private Optional<RowDifference> difference(
            List<Object> key, Optional<Map<String, Object>> inLiving, Optional<Map<String, Object>> inNext) {
        if (inLiving.isPresent() != inNext.isPresent()) {
            return Optional.of(new RowDifference(
                    table.name(), table.told(key), List.of(), inLiving.isPresent() ? "next" : "living"));
        }
        List<String> fields =
                inLiving.isPresent() ? table.differing(inLiving.get(), inNext.orElseThrow()) : List.<String>of();
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new RowDifference(table.name(), table.told(key), fields, null));
    }
}

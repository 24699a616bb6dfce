package io.cartulary.query.cart.list;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The table {@code removals_by_sku_and_version}: one row for each line that was removed from a cart. The key contains
 * the version of the event, because one line may be removed twice in one millisecond.
 *
 * <p>Earlier releases wrote {@code removals_by_sku}, without the version in the key. Its rows are still read, because a
 * rebuild may come later: each has its event's version as its timestamp. A rebuilt generation has no such rows.
 */
@ApplicationScoped
class RemovalsBySku implements SecondaryTable<CartView> {

    private static final String OF_BEFORE = "removals_by_sku";

    private final Store store;
    private final String createOfBefore;
    private final String create;
    private final String insert;
    private final String select;
    private final String selectOfBefore;

    RemovalsBySku(Store store) {
        String before = store.table(OF_BEFORE, Carts.CATEGORY);
        String table = store.table("removals_by_sku_and_version", Carts.CATEGORY);
        this.store = store;
        this.createOfBefore = """
                CREATE TABLE IF NOT EXISTS %s (sku text, month text, at timestamp, cart_id text, line_id text, \
                quantity int, PRIMARY KEY ((sku, month), at, cart_id, line_id))""".formatted(before);
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (sku text, month text, at timestamp, cart_id text, line_id text, \
                version bigint, quantity int, PRIMARY KEY ((sku, month), at, cart_id, line_id, version))""".formatted(table);
        this.insert = """
                INSERT INTO %s (sku, month, at, cart_id, line_id, version, quantity) VALUES (?, ?, ?, ?, ?, ?, ?) \
                USING TIMESTAMP ?""".formatted(table);
        this.select = """
                SELECT at, cart_id, line_id, version, quantity FROM %s WHERE sku = ? AND month = ? \
                AND (at, cart_id, line_id, version) > (?, ?, ?, ?) AND (at) < (?) LIMIT ?""".formatted(table);
        this.selectOfBefore = """
                SELECT at, cart_id, line_id, writetime(quantity) AS version, quantity FROM %s WHERE sku = ? AND month = ? \
                AND (at, cart_id, line_id) >= (?, ?, ?) AND (at) < (?) LIMIT ?""".formatted(before);
    }

    @Override
    public String tables() {
        return OF_BEFORE;
    }

    @Override
    public List<String> migrations() {
        return List.of(createOfBefore, create);
    }

    @Override
    public Set<String> retired() {
        return Set.of(OF_BEFORE);
    }

    @Override
    public List<Cql> rows(List<Transition<CartView>> steps) {
        return steps.stream()
                .flatMap(step -> Removal.of(step).stream()
                        .map(removal -> row(removal, step.event().version())))
                .toList();
    }

    private Cql row(Removal removal, long version) {
        return Cql.of(
                insert,
                removal.sku(),
                YearMonth.from(removal.at().atOffset(UTC)).toString(),
                removal.at(),
                removal.cartId().toString(),
                removal.lineId().toString(),
                version,
                removal.quantity(),
                version);
    }

    /** The day's rows after the start, oldest first. */
    Uni<List<Found<Removal>>> beyond(Cursor start, String sku, LocalDate day, int wanted) {
        Place place = Place.of(start);
        String month = YearMonth.from(day).toString();
        Instant end = day.plusDays(1).atStartOfDay().toInstant(UTC);
        Multi<Row> rows = store.rows(
                Cql.of(select, sku, month, start.at(), place.cart(), place.line(), place.version(), end, wanted));
        // The first one may be the row of the start itself.
        Multi<Row> ofBefore =
                store.rows(Cql.of(selectOfBefore, sku, month, start.at(), place.cart(), place.line(), end, wanted + 1));
        return Multi.createBy()
                .merging()
                .streams(rows, ofBefore)
                .map(row -> found(sku, row))
                .filter(found -> found.place().compareTo(place.cursor(start.at())) > 0)
                .collect()
                .asList()
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(Found::place))
                        .distinct()
                        .limit(wanted)
                        .toList());
    }

    private static Found<Removal> found(String sku, Row row) {
        Instant at = requireNonNull(row.getInstant("at"));
        String cart = requireNonNull(row.getString("cart_id"));
        String line = requireNonNull(row.getString("line_id"));
        return new Found<>(
                new Place(cart, line, row.getLong("version")).cursor(at),
                new Removal(sku, UUID.fromString(cart), UUID.fromString(line), row.getInt("quantity"), at));
    }

    /** Distinguishes rows of the same instant. */
    private record Place(String cart, String line, long version) {

        /**
         * Before all rows, or after one. A cursor of an earlier release has no version: the page before showed all rows
         * of the line.
         */
        static Place of(Cursor cursor) {
            String[] parts = cursor.id().split("/", -1);
            return switch (parts.length) {
                case 3 -> new Place(parts[0], parts[1], version(parts[2]));
                case 2 -> new Place(parts[0], parts[1], Long.MAX_VALUE);
                default -> new Place(parts[0], "", 0);
            };
        }

        private static long version(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw Violation.of(
                                "cursor", ViolationCode.WRONG_FORMAT, "is not one that a page has named as its next.")
                        .problem();
            }
        }

        /** The version is padded to the digits of the largest one, so that its text sorts as a number. */
        Cursor cursor(Instant at) {
            return new Cursor(at, "%s/%s/%019d".formatted(cart, line, version));
        }
    }
}

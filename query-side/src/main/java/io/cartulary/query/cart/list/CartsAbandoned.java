package io.cartulary.query.cart.list;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.CartEvent.CartAbandoned;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.list.Buckets;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Found;
import io.cartulary.query.list.Lists;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table {@code carts_abandoned}: one row per abandonment. A return sets a column of the row instead of deleting it,
 * which would leave a tombstone. A cart that is abandoned twice in one millisecond has one row: the timestamps of its
 * two columns are versions, and tell whether the last event was an abandonment or a return.
 */
@ApplicationScoped
class CartsAbandoned implements SecondaryTable<CartView> {

    private final Lists lists;
    private final String create;
    private final String insert;
    private final String insertReturn;
    private final String select;

    CartsAbandoned(Store store, Lists lists) {
        String table = store.table("carts_abandoned", Carts.CATEGORY);
        this.lists = lists;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (day date, bucket int, at timestamp, cart_id text, entry text, \
                back_at timestamp, PRIMARY KEY ((day, bucket), at, cart_id))""".formatted(table);
        this.insert = """
                INSERT INTO %s (day, bucket, at, cart_id, entry) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
        this.insertReturn = """
                INSERT INTO %s (day, bucket, at, cart_id, back_at) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
        this.select = """
                SELECT at, cart_id, entry, writetime(entry) AS left_version, writetime(back_at) AS back_version \
                FROM %s WHERE day = ? AND bucket = ? \
                AND (at, cart_id) > (?, ?) LIMIT ?""".formatted(table);
    }

    @Override
    public String tables() {
        return "carts_abandoned";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    @Override
    public List<Cql> rows(List<Transition<CartView>> steps) {
        return steps.stream().flatMap(this::rows).toList();
    }

    private Stream<Cql> rows(Transition<CartView> step) {
        if (step.event().event() instanceof CartAbandoned(Instant idleSince)) {
            return Stream.of(left(step, idleSince));
        }
        CartView before = step.before();
        Instant left = before == null ? null : before.abandonedAt();
        return left != null && step.after().abandonedAt() == null ? Stream.of(back(step, left)) : Stream.empty();
    }

    private Cql left(Transition<CartView> step, Instant idleSince) {
        Instant at = step.event().at();
        return Cql.of(
                insert,
                at.atOffset(UTC).toLocalDate(),
                Buckets.of(step.event().streamId()),
                at,
                step.after().id().toString(),
                RowJson.write(AbandonedCart.of(step.after(), idleSince, at)),
                step.event().version());
    }

    private Cql back(Transition<CartView> step, Instant left) {
        return Cql.of(
                insertReturn,
                left.atOffset(UTC).toLocalDate(),
                Buckets.of(step.event().streamId()),
                left,
                step.after().id().toString(),
                step.event().at(),
                step.event().version());
    }

    /** The day's rows after the start, oldest first. */
    Uni<List<Found<Left>>> beyond(Cursor start, LocalDate day, int wanted) {
        return lists.merged(
                bucket -> Cql.of(select, day, bucket, start.at(), start.id(), wanted),
                CartsAbandoned::found,
                Comparator.naturalOrder(),
                wanted);
    }

    private static Found<Left> found(Row row) {
        return new Found<>(
                new Cursor(requireNonNull(row.getInstant("at")), requireNonNull(row.getString("cart_id"))),
                new Left(RowJson.read(row, "entry", AbandonedCart.class), isStill(row)));
    }

    private static boolean isStill(Row row) {
        return row.isNull("back_version") || row.getLong("back_version") < row.getLong("left_version");
    }

    /** @param still whether the cart is unused since */
    record Left(AbandonedCart cart, boolean still) {}
}

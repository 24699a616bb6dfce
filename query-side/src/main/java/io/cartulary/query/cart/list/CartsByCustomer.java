package io.cartulary.query.cart.list;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.Owner;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.CartView.State;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code cart_by_customer}: one row for each cart that a customer has or had, newest first. A single row per
 * customer isn't possible: versions of two carts don't compare, so the older cart could overwrite the newer one.
 */
@ApplicationScoped
class CartsByCustomer implements SecondaryTable<CartView> {

    private final Store store;
    private final String create;
    private final String addUse;
    private final String insert;
    private final String select;

    CartsByCustomer(Store store) {
        String table = store.table("cart_by_customer", Carts.CATEGORY);
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (customer text, created_at timestamp, cart_id uuid, state text, \
                PRIMARY KEY (customer, created_at, cart_id)) \
                WITH CLUSTERING ORDER BY (created_at DESC, cart_id DESC)""".formatted(table);
        this.addUse = "ALTER TABLE %s ADD IF NOT EXISTS (used_at timestamp, item_count int)".formatted(table);
        this.insert = """
                INSERT INTO %s (customer, created_at, cart_id, state, used_at, item_count) VALUES (?, ?, ?, ?, ?, ?) \
                USING TIMESTAMP ?""".formatted(table);
        this.select = """
                SELECT cart_id, created_at, state, used_at, item_count, writetime(state) AS version, \
                writetime(used_at) AS use_version FROM %s WHERE customer = ? LIMIT ?""".formatted(table);
    }

    @Override
    public String tables() {
        return "cart_by_customer";
    }

    @Override
    public List<String> migrations() {
        return List.of(create, addUse);
    }

    @Override
    public List<Cql> rows(List<Transition<CartView>> steps) {
        CartView cart = steps.getLast().after();
        return switch (cart.owner()) {
            case Owner.Guest _ -> List.of();
            case Owner.Customer(String customer) ->
                List.of(Cql.of(
                        insert,
                        customer,
                        cart.createdAt(),
                        cart.id(),
                        cart.state().name(),
                        cart.lastUse(),
                        cart.itemCount(),
                        cart.version()));
        };
    }

    /** Those of the customer's newest carts that a query can answer with. */
    Multi<Candidate> candidates(String customer, int lookedAt) {
        return store.rows(Cql.of(select, customer, lookedAt))
                .map(CartsByCustomer::candidate)
                .filter(Candidate::isOpen);
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                requireNonNull(row.getUuid("cart_id")),
                requireNonNull(row.getInstant("created_at")),
                State.valueOf(requireNonNull(row.getString("state"))),
                use(row));
    }

    /** Unknown when an earlier release has written the row or a part of it: that part's timestamp is later. */
    private static Candidate.@Nullable Use use(Row row) {
        boolean known = !row.isNull("used_at") && row.getLong("use_version") == row.getLong("version");
        return known ? new Candidate.Use(requireNonNull(row.getInstant("used_at")), row.getInt("item_count")) : null;
    }
}

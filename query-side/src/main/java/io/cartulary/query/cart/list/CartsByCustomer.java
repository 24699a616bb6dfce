package io.cartulary.query.cart.list;

import static java.util.Objects.requireNonNull;

import io.cartulary.contracts.Owner;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.CartView.State;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.projection.Listing;
import io.cartulary.query.projection.Step;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The table {@code cart_by_customer}: a row for each cart that a customer has or had, newest first. One row for them all
 * would not do: versions of two carts don't compare, so the older cart could overwrite the newer one.
 */
@ApplicationScoped
class CartsByCustomer implements Listing<CartView> {

    /** A cart in one of these is what a customer calls their cart. */
    static final Set<State> IN_USE = EnumSet.of(State.ACTIVE, State.FROZEN);

    private final Store store;
    private final String create;
    private final String insert;
    private final String select;

    CartsByCustomer(Store store) {
        String table = store.table("cart_by_customer", Carts.CATEGORY);
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (customer text, created_at timestamp, cart_id uuid, state text, \
                PRIMARY KEY (customer, created_at, cart_id)) \
                WITH CLUSTERING ORDER BY (created_at DESC, cart_id DESC)""".formatted(table);
        this.insert = """
                INSERT INTO %s (customer, created_at, cart_id, state) VALUES (?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
        this.select = "SELECT cart_id, state FROM %s WHERE customer = ? LIMIT ?".formatted(table);
    }

    @Override
    public String tables() {
        return "cart_by_customer";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    @Override
    public List<Cql> rows(List<Step<CartView>> steps) {
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
                        cart.version()));
        };
    }

    /** Those of the customer's newest carts that are in use, newest first. */
    Multi<UUID> inUse(String customer, int lookedAt) {
        return store.rows(Cql.of(select, customer, lookedAt))
                .filter(row -> IN_USE.contains(State.valueOf(requireNonNull(row.getString("state")))))
                .map(row -> requireNonNull(row.getUuid("cart_id")));
    }
}

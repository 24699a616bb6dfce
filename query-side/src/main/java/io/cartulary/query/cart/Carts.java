package io.cartulary.query.cart;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Visibility;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.JsonRows;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.cartulary.service.access.Caller;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code cart_by_id}: a row per cart. */
@ApplicationScoped
@RegisterForReflection(targets = {CartView.class, CartView.Line.class})
public class Carts implements Projection<CartView>, Visibility {

    /** The category of the streams that it follows. */
    public static final String CATEGORY = "cart";

    private final JsonRows<CartView> rows;
    private final List<SecondaryTable<CartView>> listings;

    Carts(Store store, @All List<SecondaryTable<CartView>> listings) {
        this.listings = listings;
        rows = new JsonRows<>(store, CATEGORY, tables(), "cart uuid", CartView.class);
    }

    @Override
    public String tables() {
        return "cart_by_id";
    }

    @Override
    public List<String> migrations() {
        return rows.migrations();
    }

    @Override
    public String category() {
        return CATEGORY;
    }

    @Override
    public Uni<Optional<CartView>> read(StreamId stream, int generation) {
        return rows.read(key(stream), generation);
    }

    @Override
    public CartView evolve(@Nullable CartView cart, RecordedEvent recorded) {
        return CartView.evolve(cart, recorded);
    }

    @Override
    public CartView at(CartView cart, Instant instant) {
        return cart.at(instant);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public Uni<Boolean> permits(StreamId stream, Caller caller) {
        Parameters.uuid("the cart's id", stream.rootId());
        return read(stream)
                .map(found ->
                        found.filter(cart -> caller.mayActFor(cart.owner())).isPresent());
    }

    @Override
    public Problem unknown() {
        return Problem.NO_SUCH_CART;
    }

    @Override
    public Cql write(StreamId stream, CartView cart) {
        return rows.write(key(stream), cart.version(), cart);
    }

    @Override
    public List<Cql> rowsBeside(List<Transition<CartView>> steps) {
        return listings.stream()
                .flatMap(listing -> listing.rows(steps).stream())
                .toList();
    }

    private static UUID key(StreamId stream) {
        return UUID.fromString(stream.rootId());
    }
}

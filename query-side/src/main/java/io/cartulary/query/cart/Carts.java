package io.cartulary.query.cart;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Visibility;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.JsonProjection;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.TableKey;
import io.cartulary.service.access.Caller;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The table {@code cart_by_id}: a row per cart. */
@Singleton
@RegisterForReflection(targets = {CartView.class, CartView.Line.class})
public class Carts extends JsonProjection<CartView> implements Visibility {

    /** The category of the streams that it follows. */
    public static final String CATEGORY = "cart";

    Carts(Store store, @All List<SecondaryTable<CartView>> secondaryTables) {
        super(store, CATEGORY, "cart_by_id", TableKey.uuid("cart"), CartView.class, CartView::evolve, secondaryTables);
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
}

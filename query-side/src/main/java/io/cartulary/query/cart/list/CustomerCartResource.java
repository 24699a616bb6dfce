package io.cartulary.query.cart.list;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.http.Problem;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.Customers;
import io.cartulary.query.list.ListConfig;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A customer's cart over HTTP. */
@Path("/queries/v1/customers/{id}/cart")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
@RolesAllowed({Name.CUSTOMER, Name.STAFF})
public class CustomerCartResource {

    private final CartsByCustomer carts;
    private final Carts views;
    private final ListConfig config;
    private final Staleness staleness;

    CustomerCartResource(CartsByCustomer carts, Carts views, ListConfig config, Staleness staleness) {
        this.carts = carts;
        this.views = views;
        this.config = config;
        this.staleness = staleness;
    }

    @GET
    @Operation(
            operationId = "customerCart",
            summary = "A customer's cart: the newest that is active or frozen",
            description =
                    "For the customer and for staff. A guest's cart that was assigned to the customer counts; one that "
                            + "is abandoned, ordered or gone into another cart does not.")
    @APIResponse(responseCode = "200", description = "The cart; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-customer`, `no-such-cart`: none is in use")
    public Uni<CartView> cart(
            @PathParam("id") @Parameter(description = "The subject of the customer's tokens", example = "alice")
                    String id,
            @Context SecurityContext security) {
        String customer = Customers.visible(id, security);
        staleness.ofAny(views.category());
        return carts.inUse(customer, config.window())
                .onItem()
                .transformToUniAndConcatenate(this::read)
                // The list is written before the cart is, so they may differ for a moment.
                .filter(found -> found.filter(cart -> CartsByCustomer.IN_USE.contains(cart.state()))
                        .isPresent())
                .map(Optional::orElseThrow)
                .toUni()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.NO_SUCH_CART.because("the customer has no cart that is in use"));
    }

    private Uni<Optional<CartView>> read(UUID cart) {
        return views.read(new StreamId(views.category(), cart.toString()));
    }
}

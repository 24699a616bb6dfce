package io.cartulary.query.cart.list;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.Carts;
import io.cartulary.query.http.Conditions;
import io.cartulary.query.http.Problem;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.Customers;
import io.cartulary.query.list.ListConfig;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
    private final Conditions conditions;

    CustomerCartResource(
            CartsByCustomer carts, Carts views, ListConfig config, Staleness staleness, Conditions conditions) {
        this.carts = carts;
        this.views = views;
        this.config = config;
        this.staleness = staleness;
        this.conditions = conditions;
    }

    @GET
    @Operation(
            operationId = "getCustomerCart",
            summary = "Get the cart of a customer",
            description =
                    "For the customer and for staff. Of the open carts that have lines, the one used last; if none has lines, the one used last. `reason` says why it is this cart. A guest cart that is assigned to the customer counts from its assignment on, and an abandoned cart is included. A cart that is checked out, merging or merged is not. The query considers the 5,000 carts created last (`cartulary.lists.customers-carts`). The version of the cart is the entity tag; as another cart may have the same version, `If-None-Match` has no effect.")
    @APIResponse(responseCode = "200", description = "The cart, and the reason why it is this one")
    @APIResponse(
            responseCode = "404",
            description = "`no-such-customer`, `no-such-cart`: the customer has no open cart")
    public Uni<CustomersCart> cart(@PathParam("id") String id, @Context SecurityContext security) {
        String customer = Customers.visible(id, security);
        staleness.ofAny(views.category());
        conditions.ignore();
        return carts.candidates(customer, config.customersCarts())
                .onItem()
                .transformToUni(this::complete)
                .merge(config.inFlight())
                .collect()
                .asList()
                .onItem()
                .transformToMulti(found -> Multi.createFrom()
                        .iterable(found.stream().sorted(Candidate.BEST_FIRST).toList()))
                .onItem()
                .transformToUniAndConcatenate(candidate -> read(candidate.cart())
                        // The list is written before the cart, so the two may differ briefly.
                        .map(view -> view.filter(cart -> isAsListed(cart, candidate))))
                .filter(Optional::isPresent)
                .map(cart -> CustomersCart.of(cart.orElseThrow().at(Instant.now())))
                .toUni()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.NO_SUCH_CART.because("The customer has no open cart."));
    }

    private static boolean isAsListed(CartView cart, Candidate candidate) {
        Candidate present = Candidate.of(cart);
        return present.isOpen() && present.hasItems() == candidate.hasItems();
    }

    /** Reads from the cart what the row lacks. */
    private Uni<Candidate> complete(Candidate candidate) {
        return candidate.use() != null
                ? Uni.createFrom().item(candidate)
                : read(candidate.cart()).map(found -> found.map(Candidate::of).orElse(candidate));
    }

    private Uni<Optional<CartView>> read(UUID cart) {
        return views.read(new StreamId(views.category(), cart.toString()));
    }
}

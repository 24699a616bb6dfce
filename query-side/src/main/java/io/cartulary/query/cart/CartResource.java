package io.cartulary.query.cart;

import static io.cartulary.query.http.Problem.NO_SUCH_CART;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.diff.Diff;
import io.cartulary.query.diff.DiffParameters;
import io.cartulary.query.diff.Diffs;
import io.cartulary.query.http.Answers;
import io.cartulary.query.http.History;
import io.cartulary.query.http.MomentParameters;
import io.cartulary.query.http.PageParameters;
import io.cartulary.query.http.Parameters;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Carts over HTTP. Their lists have the same path: if the path of one class extended that of another, a wrong method
 * would be answered with 404.
 */
@Path("/queries/v1/carts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Carts")
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
public class CartResource {

    private final Carts carts;
    private final Answers answers;
    private final Diffs diffs;

    CartResource(Carts carts, Answers answers, Diffs diffs) {
        this.carts = carts;
        this.answers = answers;
        this.diffs = diffs;
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getCart",
            summary = "Get a cart",
            description = "The present state, or the state at a moment of the past (`asOf` or `version`).")
    @APIResponse(responseCode = "200", description = "The cart; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-cart`, `no-such-version`")
    public Uni<CartView> cart(
            @PathParam("id") String id, @BeanParam MomentParameters moment, @Context SecurityContext security) {
        return answers.at(moment, carts, stream(id), visibleTo(security), NO_SUCH_CART);
    }

    @GET
    @Path("/{id}/history")
    @Operation(
            operationId = "getCartHistory",
            summary = "Get the events of a cart",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-cart`")
    public Uni<History> history(
            @PathParam("id") String id, @BeanParam PageParameters page, @Context SecurityContext security) {
        return answers.history(stream(id), page, carts, visibleTo(security), NO_SUCH_CART);
    }

    @GET
    @Path("/{id}/diff")
    @Operation(
            operationId = "compareCart",
            summary = "Compare two states of a cart",
            description =
                    "`changes` compares the two states as a whole; `events` are the events between them, page by page. A query of more than 50,000 events (`cartulary.diff.most-events`) is rejected.")
    @APIResponse(responseCode = "200", description = "The fields whose values differ, and a page of the events")
    @APIResponse(responseCode = "404", description = "`no-such-cart`, `no-such-version`")
    @APIResponse(responseCode = "422", description = "`too-many-events`")
    public Uni<Diff> diff(
            @PathParam("id") String id,
            @BeanParam DiffParameters moments,
            @BeanParam PageParameters page,
            @Context SecurityContext security) {
        return diffs.between(moments, page, carts, stream(id), visibleTo(security), NO_SUCH_CART);
    }

    private static Predicate<CartView> visibleTo(SecurityContext security) {
        Caller caller = CallerContext.caller(security);
        return cart -> caller.mayActFor(cart.owner());
    }

    private static StreamId stream(String id) {
        return new StreamId("cart", Parameters.uuid("the cart's id", id).toString());
    }
}

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
 * Carts over HTTP. Their lists have the same path: where one class's path goes on from another's, a wrong method would be
 * answered with 404.
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
    @Operation(operationId = "cart", summary = "A cart, now or at a moment of the past")
    @APIResponse(responseCode = "200", description = "The cart; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-cart`, `no-such-version`")
    public Uni<CartView> cart(
            @PathParam("id") String id, @BeanParam MomentParameters moment, @Context SecurityContext security) {
        return answers.at(moment, carts, stream(id), visibleTo(security), NO_SUCH_CART);
    }

    @GET
    @Path("/{id}/history")
    @Operation(operationId = "cartHistory", summary = "What happened to a cart, oldest first, page by page")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-cart`")
    public Uni<History> history(
            @PathParam("id") String id, @BeanParam PageParameters page, @Context SecurityContext security) {
        return answers.history(stream(id), page, carts, visibleTo(security), NO_SUCH_CART);
    }

    @GET
    @Path("/{id}/diff")
    @Operation(
            operationId = "cartDiff",
            summary = "What has become of a cart between two moments, and by which events",
            description = "`changes` compares the two states as a whole; `events` come page by page. More than 50,000 "
                    + "events (`cartulary.diff.most-events`) are not folded for one query.")
    @APIResponse(responseCode = "200", description = "The fields that have another value, and a page of the events")
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

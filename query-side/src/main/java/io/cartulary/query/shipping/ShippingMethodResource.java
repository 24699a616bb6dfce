package io.cartulary.query.shipping;

import static io.cartulary.query.http.Problem.NO_SUCH_SHIPPING_METHOD;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Answers;
import io.cartulary.query.http.History;
import io.cartulary.query.http.MomentParameters;
import io.cartulary.query.http.PageParameters;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Page;
import io.cartulary.query.register.RegisterPages;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shipping methods over HTTP. */
@Path("/queries/v1/shipping-methods")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shipping methods")
@PermitAll
public class ShippingMethodResource {

    private final ShippingMethods methods;
    private final ShippingMethodList list;
    private final RegisterPages pages;
    private final Answers answers;

    ShippingMethodResource(ShippingMethods methods, ShippingMethodList list, RegisterPages pages, Answers answers) {
        this.methods = methods;
        this.list = list;
        this.pages = pages;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listShippingMethods",
            summary = "List the shipping methods",
            description =
                    "In the order of their ids. Now, or at a moment of the past (`asOf`): then a page may be short or even empty although more follow; continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of shipping methods")
    public Uni<Page<ShippingMethodView>> list(@BeanParam ListParameters page, @BeanParam AsOfParameter asOf) {
        return pages.page(page, asOf, methods, list);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getShippingMethod",
            summary = "Get a shipping method",
            description = "The present state, or the state at a moment of the past (`asOf` or `version`).")
    @APIResponse(responseCode = "200", description = "The shipping method; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-shipping-method`, `no-such-version`")
    public Uni<ShippingMethodView> method(@PathParam("id") String id, @BeanParam MomentParameters moment) {
        return answers.at(moment, methods, stream(id), NO_SUCH_SHIPPING_METHOD);
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "getShippingMethodHistory",
            summary = "Get the events of a shipping method",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-shipping-method`")
    public Uni<History> history(@PathParam("id") String id, @BeanParam PageParameters page) {
        return answers.history(stream(id), page, methods, _ -> true, NO_SUCH_SHIPPING_METHOD);
    }

    private static StreamId stream(String id) {
        return Parameters.stream(ShippingMethods.CATEGORY, "the id", id);
    }
}

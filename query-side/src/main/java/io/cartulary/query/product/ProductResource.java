package io.cartulary.query.product;

import static io.cartulary.query.http.Problem.NO_SUCH_PRODUCT;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Answers;
import io.cartulary.query.http.History;
import io.cartulary.query.http.MomentParameters;
import io.cartulary.query.http.PageParameters;
import io.cartulary.query.http.Parameters;
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

/**
 * Products over HTTP. Their lists have the same path: if the path of one class extended that of another, a wrong method
 * would be answered with 404.
 */
@Path("/queries/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
@PermitAll
public class ProductResource {

    private final Products products;
    private final Answers answers;

    ProductResource(Products products, Answers answers) {
        this.products = products;
        this.answers = answers;
    }

    @GET
    @Path("/{sku}")
    @Operation(
            operationId = "getProduct",
            summary = "Get a product",
            description = "The present state, or the state at a moment of the past (`asOf` or `version`).")
    @APIResponse(responseCode = "200", description = "The product; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-product`, `no-such-version`")
    public Uni<ProductView> product(@PathParam("sku") String sku, @BeanParam MomentParameters moment) {
        return answers.at(moment, products, stream(sku), NO_SUCH_PRODUCT);
    }

    @GET
    @Path("/{sku}/history")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "getProductHistory",
            summary = "Get the events of a product",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-product`")
    public Uni<History> history(@PathParam("sku") String sku, @BeanParam PageParameters page) {
        return answers.history(stream(sku), page, products, _ -> true, NO_SUCH_PRODUCT);
    }

    private static StreamId stream(String sku) {
        return Parameters.stream(Products.CATEGORY, "the sku", sku);
    }
}

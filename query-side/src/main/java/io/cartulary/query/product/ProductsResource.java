package io.cartulary.query.product;

import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Page;
import io.cartulary.query.product.ProductView.State;
import io.cartulary.query.register.RegisterPages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The products on sale, over HTTP. */
@Path("/queries/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
@PermitAll
public class ProductsResource {

    private final Products products;
    private final ProductList list;
    private final RegisterPages pages;

    ProductsResource(Products products, ProductList list, RegisterPages pages) {
        this.products = products;
        this.list = list;
        this.pages = pages;
    }

    @GET
    @Operation(
            operationId = "listProducts",
            summary = "List the products on sale",
            description =
                    "In the order of their SKUs; those on sale now, or at a moment of the past (`asOf`). A page may be short or even empty although more follow: continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of products")
    public Uni<Page<ProductView>> products(@BeanParam ListParameters page, @BeanParam AsOfParameter asOf) {
        return pages.page(page, asOf, products, list, product -> product.state() == State.LISTED);
    }
}

package io.cartulary.query.product;

import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Lists;
import io.cartulary.query.list.Page;
import io.cartulary.query.product.ProductView.State;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The products on sale, over HTTP. */
@Path("/queries/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
@PermitAll
public class ProductsResource {

    private static final String LIST = "products";

    private final ProductList products;
    private final Lists lists;
    private final Staleness staleness;

    ProductsResource(ProductList products, Lists lists, Staleness staleness) {
        this.products = products;
        this.lists = lists;
        this.staleness = staleness;
    }

    @GET
    @Operation(
            operationId = "listProducts",
            summary = "List the products on sale",
            description =
                    "In the order of their SKUs. A page may be short or even empty although more follow: continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of products")
    public Uni<Page<ProductView>> products(@BeanParam ListParameters page) {
        int limit = page.limit();
        int window = lists.window(limit, true);
        Cursor first = Cursor.before(Cursor.TIMELESS);
        staleness.ofAny("product");
        return products.beyond(page.start(LIST, first, Comparator.naturalOrder()), window + 1)
                .map(rows -> Page.of(LIST, rows, window, limit, product -> product.state() == State.LISTED));
    }
}

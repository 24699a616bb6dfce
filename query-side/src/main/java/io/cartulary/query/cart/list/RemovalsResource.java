package io.cartulary.query.cart.list;

import static java.time.ZoneOffset.UTC;

import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Page;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lines removed from carts, over HTTP. */
@Path("/queries/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
@RolesAllowed(Name.STAFF)
public class RemovalsResource {

    private static final String LIST = "removals";

    private final RemovalsBySku removals;
    private final Staleness staleness;

    RemovalsResource(RemovalsBySku removals, Staleness staleness) {
        this.removals = removals;
        this.staleness = staleness;
    }

    @GET
    @Path("/{sku}/removals")
    @Operation(
            operationId = "listRemovals",
            summary = "List the removals of a product from carts",
            description =
                    "Oldest first: each line of the product that was removed from a cart before checkout, alone or with all other lines. Lower quantities, restorations and merges do not count.")
    @APIResponse(responseCode = "200", description = "A page of removals; empty for an unknown product")
    public Uni<Page<Removal>> removals(
            @PathParam("sku") String sku,
            @QueryParam("day")
                    @Parameter(
                            description = "The day of the removals (UTC)",
                            required = true,
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @Nullable
                    String day,
            @BeanParam ListParameters page) {
        if (day == null) {
            throw Violation.of("day", ViolationCode.MISSING, "is missing.").problem();
        }
        String product = Parameters.stream("product", "the sku", sku).rootId();
        LocalDate date = Parameters.day("day", day);
        int limit = page.limit();
        Cursor first = Cursor.before(date.atStartOfDay().toInstant(UTC));
        staleness.ofAny("cart");
        return removals.beyond(page.start(LIST, first, Comparator.naturalOrder()), product, date, limit + 1)
                .map(rows -> Page.of(LIST, rows, limit));
    }
}

package io.cartulary.query.cart.list;

import static java.time.ZoneOffset.UTC;

import io.cartulary.query.cart.list.CartsAbandoned.Left;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Lists;
import io.cartulary.query.list.Page;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** Abandoned carts over HTTP. */
@Path("/queries/v1/carts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Carts")
@RolesAllowed(Name.STAFF)
public class CartsResource {

    private static final String LIST = "carts-abandoned";

    private final CartsAbandoned carts;
    private final Lists lists;
    private final Staleness staleness;

    CartsResource(CartsAbandoned carts, Lists lists, Staleness staleness) {
        this.carts = carts;
        this.lists = lists;
        this.staleness = staleness;
    }

    @GET
    @Operation(
            operationId = "listAbandonedCarts",
            summary = "List the carts abandoned on a day",
            description =
                    "Oldest first, without those that are active again. A page may be short or even empty although more follow: continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of carts")
    public Uni<Page<AbandonedCart>> abandoned(
            @QueryParam("abandonedOn")
                    @Parameter(
                            description = "The day on which the carts were abandoned (UTC)",
                            required = true,
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @Nullable
                    String abandonedOn,
            @BeanParam ListParameters page) {
        if (abandonedOn == null) {
            throw Violation.of("abandonedOn", ViolationCode.MISSING, "is missing.")
                    .problem();
        }
        LocalDate day = Parameters.day("abandonedOn", abandonedOn);
        int limit = page.limit();
        int window = lists.window(limit, true);
        Cursor first = Cursor.before(day.atStartOfDay().toInstant(UTC));
        staleness.ofAny("cart");
        return carts.beyond(page.start(LIST, first, Comparator.naturalOrder()), day, window + 1)
                .map(rows -> Page.of(LIST, rows, window, limit, Left::still).map(Left::cart));
    }
}

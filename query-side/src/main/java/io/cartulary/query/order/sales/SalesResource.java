package io.cartulary.query.order.sales;

import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.ListConfig;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sales over HTTP. */
@Path("/queries/v1/reports/sales")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
@RolesAllowed(Name.STAFF)
public class SalesResource {

    private final SalesByDay sales;
    private final ListConfig config;
    private final Staleness staleness;

    SalesResource(SalesByDay sales, ListConfig config, Staleness staleness) {
        this.sales = sales;
        this.config = config;
        this.staleness = staleness;
    }

    @GET
    @Operation(
            operationId = "getSales",
            summary = "Get the sales by day and currency",
            description =
                    "Each day of the `zone` has what was recorded on it: an order counts on the day on which it was placed, its cancellation on the day on which it was cancelled. Orders add their total; edits, cancellations, received returns and credits change it. Payments and refunds do not count, except that a refund of more than the shop owes counts as a credit. At most 92 days.")
    @APIResponse(responseCode = "200", description = "The sales report")
    public Uni<SalesReport> sales(
            @QueryParam("from")
                    @Parameter(
                            description = "The first day",
                            required = true,
                            example = "2026-11-01",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "The last day",
                            required = true,
                            example = "2026-11-30",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @Nullable
                    String to,
            @QueryParam("zone")
                    @Parameter(
                            description = "The time zone of the days, by its IANA name",
                            example = "Europe/Berlin",
                            schema = @Schema(type = SchemaType.STRING, defaultValue = "UTC"))
                    @Nullable
                    String zone,
            @BeanParam AsOfParameter asOf,
            @Context UriInfo uri) {
        Parameters.rejectEmpty(uri, "zone");
        if (from == null || to == null) {
            throw Violation.of(from == null ? "from" : "to", ViolationCode.MISSING, "is missing.")
                    .problem();
        }
        LocalDate first = Parameters.day("from", from);
        LocalDate last = Parameters.day("to", to);
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= config.reportedDays()) {
            throw Violation.of(
                            "to",
                            ViolationCode.OUT_OF_RANGE,
                            "is before from, or a report would have more than %d days."
                                    .formatted(config.reportedDays()))
                    .problem();
        }
        ZoneId days = zone(zone == null ? "UTC" : zone);
        staleness.ofAny("order");
        return sales.report(first, last, days, asOf.instant().orElse(AsOfParameter.END));
    }

    /** Only names: an offset such as +02:00 is rejected, because it has no rules for summer time. */
    private static ZoneId zone(String name) {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
            throw Violation.of("zone", ViolationCode.WRONG_FORMAT, "is not an IANA time zone, such as Europe/Berlin.")
                    .problem();
        }
        return ZoneId.of(name);
    }
}

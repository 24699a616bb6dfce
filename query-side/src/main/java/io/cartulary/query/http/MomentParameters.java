package io.cartulary.query.http;

import io.cartulary.query.timeline.Moment;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The moment: {@code asOf} or {@code version}, not both; now when both are missing. */
public class MomentParameters {

    @QueryParam("asOf")
    @Parameter(
            description =
                    "The state at this time, ISO 8601, including an event recorded at exactly this time. Not with `version`.",
            example = "2026-11-23T12:00:00.000Z",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    public String asOf;

    @QueryParam("version")
    @Parameter(
            description = "The state after the event of this version. Not with `asOf`.",
            example = "3",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1"))
    @Nullable
    public String version;

    @Context
    @SuppressWarnings("NullAway") // injected
    UriInfo uri;

    Moment moment() {
        Parameters.rejectEmpty(uri, "asOf", "version");
        if (asOf != null && version != null) {
            throw Violation.of("version", ViolationCode.CONTRADICTORY, "can't be combined with asOf.")
                    .problem();
        }
        return asOf != null
                ? new Moment.AsOf(Parameters.instant("asOf", asOf))
                : version != null ? version(version) : new Moment.Now();
    }

    private static Moment version(String text) {
        return new Moment.AtVersion(Parameters.number("version", text, 1, Long.MAX_VALUE));
    }
}

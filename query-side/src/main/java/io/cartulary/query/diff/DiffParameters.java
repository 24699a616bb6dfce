package io.cartulary.query.diff;

import io.cartulary.query.http.Parameters;
import io.cartulary.query.timeline.Moment;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The two moments, each a version or an instant; the second one defaults to now. */
public class DiffParameters {

    @QueryParam("from")
    @Parameter(
            required = true,
            description =
                    "The earlier state: a version (0 is before the first event) or a time, ISO 8601, including an event recorded at exactly this time",
            example = "3")
    @Nullable
    public String from;

    @QueryParam("to")
    @Parameter(
            description = "The later state: a version or a time. The default is the present state",
            example = "2026-11-23T12:00:00.000Z")
    @Nullable
    public String to;

    /** Distinguishes an empty parameter, which the framework treats as missing, from a missing one. */
    @Context
    @SuppressWarnings("NullAway") // injected
    UriInfo uri;

    Moment from() {
        if (from == null) {
            throw Violation.of("from", ViolationCode.MISSING, "is missing: a version or an instant.")
                    .problem();
        }
        return moment("from", from);
    }

    Moment to() {
        Parameters.rejectEmpty(uri, "to");
        return to == null ? new Moment.Now() : moment("to", to);
    }

    private static Moment moment(String name, String text) {
        return text.matches("-?\\d+")
                ? new Moment.AtVersion(Parameters.number(name, text, 0, Long.MAX_VALUE))
                : new Moment.AsOf(instant(name, text));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw Violation.of(
                            name,
                            ViolationCode.WRONG_FORMAT,
                            "is neither a version nor an instant of ISO 8601, such as 2026-11-23T12:00:00Z.")
                    .problem();
        }
    }
}

package io.cartulary.query.list;

import io.cartulary.query.http.Parameters;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The moment at which to read many streams, which have no common version. */
public class AsOfParameter {

    /** Nothing is recorded later. */
    public static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    @QueryParam("asOf")
    @Parameter(
            description = "The state at this time, ISO 8601, including events recorded at exactly this time",
            example = "2026-11-23T12:00:00.000Z",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    public String asOf;

    @Context
    @SuppressWarnings("NullAway") // injected
    UriInfo uri;

    /** Empty for now. Moments outside the recordable range are clamped to it. */
    public Optional<Instant> instant() {
        Parameters.rejectEmpty(uri, "asOf");
        return Optional.ofNullable(asOf).map(text -> recordable(Parameters.instant("asOf", text)));
    }

    private static Instant recordable(Instant instant) {
        return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(END) ? END : instant;
    }
}

package io.cartulary.query.http;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The start and the size of a page of a history. */
public class PageParameters {

    @QueryParam("limit")
    @DefaultValue(History.DEFAULT_LIMIT)
    @Parameter(
            description = "The largest number of events on the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
    @SuppressWarnings("NullAway") // there is a default
    public String limit;

    @QueryParam("cursor")
    @Parameter(description = "`next` of the previous page")
    @Nullable
    public String cursor;

    /** The maximum number of entries. */
    public int limit() {
        return (int) Parameters.number("limit", limit, 1, History.MAX_LIMIT);
    }

    /** The version after which the page starts. */
    public long after() {
        return History.after(cursor);
    }
}

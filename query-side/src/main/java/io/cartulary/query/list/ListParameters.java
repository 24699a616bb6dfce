package io.cartulary.query.list;

import io.cartulary.query.http.Parameters;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list, and how long it may be. */
public class ListParameters {

    /** The longest page: as many orders may have to be folded for it. */
    static final int MAX_LIMIT = 100;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "The largest number of items on the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @SuppressWarnings("NullAway") // there is a default
    public String limit;

    @QueryParam("cursor")
    @Parameter(description = "`next` of the previous page")
    @Nullable
    public String cursor;

    public int limit() {
        return (int) Parameters.number("limit", limit, 1, MAX_LIMIT);
    }

    /**
     * Behind which place the page starts.
     *
     * @param first where the list begins; a cursor that somebody made up can't lead before it
     * @param order that of the list
     */
    public Cursor start(String list, Cursor first, Comparator<Cursor> order) {
        return cursor == null ? first : BinaryOperator.maxBy(order).apply(Cursor.of(cursor, list), first);
    }
}

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

/** The start and the size of a page of a list. */
public class ListParameters {

    /** The largest page: one page may need a fold of as many orders. */
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
     * The place after which the page starts.
     *
     * @param first the start of the list; a forged cursor can't lead before it
     * @param order the order of the list
     */
    public Cursor start(String list, Cursor first, Comparator<Cursor> order) {
        return cursor == null ? first : BinaryOperator.maxBy(order).apply(Cursor.of(cursor, list), first);
    }
}

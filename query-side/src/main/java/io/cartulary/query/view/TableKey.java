package io.cartulary.query.view;

import io.cartulary.contracts.StreamId;
import java.util.UUID;
import java.util.function.Function;

/**
 * The partition key of a view's table: one column, which tells the stream.
 *
 * @param definition the name and the CQL type: {@code cart uuid}
 * @param of the value of the column, by the root id of the stream
 */
public record TableKey(String column, String definition, Function<String, Object> of) {

    /** Streams whose root ids are UUIDs. */
    public static TableKey uuid(String column) {
        return new TableKey(column, column + " uuid", UUID::fromString);
    }

    /** Streams with other root ids. */
    public static TableKey text(String column) {
        return new TableKey(column, column + " text", rootId -> rootId);
    }

    Object of(StreamId stream) {
        return of.apply(stream.rootId());
    }
}

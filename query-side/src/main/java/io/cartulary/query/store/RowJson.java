package io.cartulary.query.store;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text column that holds a record as JSON. */
public final class RowJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RowJson() {}

    /** Whether two cells are equal. A JSON value of an earlier release may have its members in another order. */
    public static boolean sameCell(@Nullable Object one, @Nullable Object other) {
        return Objects.equals(one, other)
                || (one instanceof String text
                        && other instanceof String otherText
                        && text.startsWith("{")
                        && same(text, otherText));
    }

    private static boolean same(String one, String other) {
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    public static String write(Object view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + view, e);
        }
    }

    /** @throws IllegalStateException when the JSON does not fit the type */
    public static <V> V read(String json, TypeReference<V> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of another release", e);
        }
    }

    public static <V> V read(Row row, String column, Class<V> type) {
        try {
            return JSON.readValue(row.getString(column), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of another release; the view must be rebuilt", e);
        }
    }
}

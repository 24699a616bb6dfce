package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The value of one of the {@link CustomFields}. In JSON it is the plain value: {@code "red"}, {@code 1000}, {@code true} or
 * {@code ["S", "M"]}. A decimal is a text ({@code "0.125"}), because many programs read a JSON number with a fraction as a
 * floating-point one.
 */
@JsonDeserialize(using = FieldValue.Deserializer.class)
public sealed interface FieldValue {

    /** The maximum number of characters of a text. */
    int MAX_TEXT = 1000;

    /** The maximum number of values in a list. */
    int MAX_LIST = 20;

    /** The largest integer that a program with floating-point numbers reads exactly (RFC 8259, section 6): 2⁵³ − 1. */
    long MAX_INTEGER = 9_007_199_254_740_991L;

    /** A text, or a decimal. */
    record Text(@JsonValue String text) implements FieldValue {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    record Whole(@JsonValue long number) implements FieldValue {}

    record Flag(@JsonValue boolean flag) implements FieldValue {}

    /** Several values, none of which is a list. */
    record Several(@JsonValue List<FieldValue> values) implements FieldValue {

        /** @throws IllegalArgumentException when a value is a list */
        public Several {
            values = List.copyOf(values);
            if (values.stream().anyMatch(Several.class::isInstance)) {
                throw new IllegalArgumentException("a list in a list");
            }
        }
    }

    static FieldValue of(String text) {
        return new Text(text);
    }

    static FieldValue of(long number) {
        return new Whole(number);
    }

    static FieldValue of(boolean flag) {
        return new Flag(flag);
    }

    /** Whether it is no longer and no larger than a field may be. Recorded values are read whatever they are. */
    default boolean isWithinLimits() {
        return switch (this) {
            case Text(String text) -> text.length() <= MAX_TEXT;
            case Whole(long number) -> Math.abs(number) <= MAX_INTEGER && number != Long.MIN_VALUE;
            case Flag _ -> true;
            case Several(List<FieldValue> values) ->
                values.size() <= MAX_LIST && values.stream().allMatch(FieldValue::isWithinLimits);
        };
    }

    /** The single values as text: what a condition on a field is compared with. */
    default List<String> texts() {
        return switch (this) {
            case Text(String text) -> List.of(text);
            case Whole(long number) -> List.of(Long.toString(number));
            case Flag(boolean flag) -> List.of(Boolean.toString(flag));
            case Several(List<FieldValue> values) ->
                values.stream().flatMap(value -> value.texts().stream()).toList();
        };
    }

    /** Reads texts in the way of the mapper, which may reject some. A number with a fraction and an object are rejected. */
    final class Deserializer extends StdDeserializer<FieldValue> {

        @Serial
        private static final long serialVersionUID = 1;

        Deserializer() {
            super(FieldValue.class);
        }

        @Override
        public FieldValue deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.hasToken(JsonToken.START_ARRAY) ? list(json, context) : single(json, context);
        }

        private static FieldValue list(JsonParser json, DeserializationContext context) throws IOException {
            var values = new ArrayList<FieldValue>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                try {
                    values.add(single(json, context));
                } catch (JsonMappingException e) {
                    throw JsonMappingException.wrapWithPath(e, values, values.size());
                }
            }
            return new Several(values);
        }

        private static FieldValue single(JsonParser json, DeserializationContext context) throws IOException {
            return switch (json.currentToken()) {
                case VALUE_STRING -> new Text(context.readValue(json, String.class));
                case VALUE_NUMBER_INT -> new Whole(json.getLongValue());
                case VALUE_TRUE -> new Flag(true);
                case VALUE_FALSE -> new Flag(false);
                default -> (FieldValue) context.handleUnexpectedToken(FieldValue.class, json);
            };
        }
    }

    /** Several values in the order given. */
    static FieldValue several(FieldValue... values) {
        return new Several(Stream.of(values).toList());
    }
}

package io.cartulary.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Instants as ISO 8601 in UTC with exactly three fractional digits, {@code 2026-11-23T21:40:00.000Z}: one form only,
 * because the JSON is canonical, and milliseconds because every event's time has them. All answers of both services
 * have the same form.
 */
public final class InstantJson {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private InstantJson() {}

    static SimpleModule module() {
        return writing().addDeserializer(Instant.class, new Reading());
    }

    /** For mappers with their own way to read instants. */
    public static SimpleModule writing() {
        return new SimpleModule("instants").addSerializer(Instant.class, new Writing());
    }

    /** The same form outside of JSON, as in headers. */
    public static String text(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    private static final class Writing extends StdScalarSerializer<Instant> {

        Writing() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text(instant));
        }
    }

    private static final class Reading extends StdScalarDeserializer<Instant> {

        Reading() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no instant");
            }
        }
    }
}

package io.cartulary.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a number in place of a text, and half of a surrogate pair: JSON can contain one (RFC 8259, section 8.2),
 * UTF-8 can't, so no database and no Kafka would return it unchanged.
 */
final class WholeCharacters extends StringDeserializer {

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, json);
        }
        @Nullable String text = super.deserialize(json, context);
        if (text != null && text.codePoints().anyMatch(WholeCharacters::isHalf)) {
            throw context.weirdStringException("", String.class, "half of a character");
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

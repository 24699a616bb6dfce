package io.cartulary.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * Names a stream: {@code cart:<uuid>}, {@code order:<uuid>}, {@code product:<sku>}, or {@code tax:DE}.
 *
 * @param category the kind of aggregate
 * @param rootId chooses the partition: streams that share it, such as a cart and its order, are appended to atomically
 */
public record StreamId(String category, String rootId) {

    /** Long enough for every category and the longest sku, short enough for the event log's column. */
    public static final int MAX_LENGTH = 80;

    private static final Pattern CATEGORY = Pattern.compile("[a-z]{1,15}");
    private static final Pattern ROOT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public StreamId {
        if (!CATEGORY.matcher(category).matches() || !ROOT_ID.matcher(rootId).matches()) {
            throw new IllegalArgumentException("not a stream id: " + category + ":" + rootId);
        }
    }

    /** @throws IllegalArgumentException when the text is not a stream id */
    @JsonCreator
    public static StreamId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a stream id: " + text);
        }
        return new StreamId(text.substring(0, colon), text.substring(colon + 1));
    }

    /**
     * The partition of all streams with this root id, of {@link Channels#PARTITIONS}: murmur2, as in Kafka's default
     * partitioner, so that any producer that keys by root id uses the same partition.
     */
    public int partition() {
        return Utils.toPositive(Utils.murmur2(rootId.getBytes(UTF_8))) % Channels.PARTITIONS;
    }

    /** {@code cart:<uuid>}; also in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return category + ":" + rootId;
    }
}

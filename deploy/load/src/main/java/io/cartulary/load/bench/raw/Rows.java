package io.cartulary.load.bench.raw;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.StreamId;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rows with legal positions and versions, over streams drawn at random. Their data is made once: the raw measurements
 * are about MySQL, not about writing JSON.
 */
public final class Rows {

    private static final String TYPE = EventType.ITEM_ADDED.wireName();

    private final List<StreamId> streams;
    private final AtomicLongArray versions;
    private final AtomicLongArray heads;
    private final String data;

    /** For an empty log. */
    public Rows(List<StreamId> streams) {
        this(streams, new long[Channels.PARTITIONS]);
    }

    /** @param heads the last position of each partition so far; the streams are new nevertheless */
    public Rows(List<StreamId> streams, long[] heads) {
        this.streams = List.copyOf(streams);
        this.versions = new AtomicLongArray(streams.size());
        this.heads = new AtomicLongArray(heads);
        this.data = EventCodec.encode(Basket.adding(1));
    }

    /** Unused carts. */
    public static List<StreamId> newStreams(int count) {
        return Stream.generate(() -> new StreamId("cart", randomId().toString()))
                .limit(count)
                .toList();
    }

    /** Not {@link UUID#randomUUID}: it is no secret, and cheap for many threads at once. */
    public static UUID randomId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** The next event of a stream drawn at random. */
    public Row next() {
        return next(ThreadLocalRandom.current().nextInt(streams.size()));
    }

    /** The next event of that stream. */
    public Row next(int stream) {
        StreamId id = streams.get(stream);
        int partition = id.partition();
        UUID command = randomId();
        return new Row(
                partition,
                heads.incrementAndGet(partition),
                id.toString(),
                versions.incrementAndGet(stream),
                command,
                randomId(),
                TYPE,
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS),
                data,
                metadata(command));
    }

    static List<Row> many(int count, Supplier<Row> row) {
        List<Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(row.get());
        }
        return rows;
    }

    /** With the length of the metadata of a command over HTTP. */
    private static String metadata(UUID command) {
        return """
                {"actor":"anonymous","correlationId":"%1$s","causationId":"%1$s","requestHash":"%2$s","size":1}\
                """.formatted(command, "0123456789abcdef0123456789abcdef");
    }
}

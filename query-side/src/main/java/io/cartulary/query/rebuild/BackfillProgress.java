package io.cartulary.query.rebuild;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.FoldedRow;
import io.cartulary.query.view.Versioned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The progress of folding a partition again from its first event. Only {@link Backfill} changes it. */
final class BackfillProgress {

    /** The number of streams left behind that are remembered; a remembered stream is never folded further. */
    private static final int REMEMBERED = 10_000;

    private final int partition;
    private final Map<String, Integer> generations;
    private final long upTo;
    private final int listed;
    private final Cache<FoldedRow.Key, Versioned> rows;
    private final LinkedHashMap<String, LeftBehind> leftBehind = new LinkedHashMap<>();
    private long position;
    private long events;
    private long written;

    BackfillProgress(
            int partition, Map<String, Integer> generations, long upTo, long cachedRows, int listed, Done before) {
        this.partition = partition;
        this.generations = Map.copyOf(generations);
        this.upTo = upTo;
        this.listed = listed;
        this.rows = Caffeine.newBuilder().maximumSize(cachedRows).build();
        this.position = before.position();
        this.events = before.events();
        this.written = before.rows();
        before.leftBehind().forEach(left -> leftBehind.put(left.stream(), left));
    }

    /**
     * The stored progress, from which another replica may continue.
     *
     * @param position the position up to which everything has been folded
     * @param events the number of events of the folded streams
     * @param rows the number of rows written
     * @param leftBehind the first streams that could not be folded to their end
     */
    public record Done(long position, long events, long rows, List<LeftBehind> leftBehind) {

        public static final Done NOTHING = new Done(0, 0, 0, List.of());
    }

    /** A stream that is incomplete in the new generation. */
    public record LeftBehind(
            @Schema(description = "The stream, or the place of a record without a stream")
            String stream,

            @Schema(description = "The version that could not be folded; 0 without a stream")
            long version,

            String reason) {}

    public int partition() {
        return partition;
    }

    /** The position after which batches project events into the generation. */
    public long upTo() {
        return upTo;
    }

    public synchronized boolean isDone() {
        return position >= upTo;
    }

    public synchronized Done done() {
        return new Done(
                position,
                events,
                written,
                leftBehind.values().stream().limit(listed).toList());
    }

    synchronized long position() {
        return position;
    }

    Optional<Integer> generation(String category) {
        return Optional.ofNullable(generations.get(category));
    }

    Optional<Versioned> row(FoldedRow.Key key) {
        return Optional.ofNullable(rows.getIfPresent(key));
    }

    synchronized boolean isLeftBehind(StreamId stream) {
        return leftBehind.containsKey(stream.toString());
    }

    /** Synchronized, because streams are folded concurrently. */
    synchronized void leaveBehind(LeftBehind left) {
        if (leftBehind.size() < REMEMBERED) {
            leftBehind.putIfAbsent(left.stream(), left);
        }
    }

    synchronized List<LeftBehind> leftBehind() {
        return List.copyOf(leftBehind.values());
    }

    synchronized void catchUp(LeftBehind left) {
        leftBehind.remove(left.stream());
    }

    /** Advances the progress after the rows are written. */
    synchronized void advance(long to, int folded, List<FoldedRow> last) {
        position = to;
        events += folded;
        written += last.stream().mapToLong(row -> row.beside().size() + 1L).sum();
        last.forEach(row -> rows.put(row.key(), row.state()));
    }
}

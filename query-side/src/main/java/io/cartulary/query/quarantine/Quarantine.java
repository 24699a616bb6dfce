package io.cartulary.query.quarantine;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.cartulary.query.timeline.DiscardedVersions;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The tables of the quarantine. Every write's timestamp comes from the event or its record, as those of the views do, so
 * a write may be repeated or late. A row of the quarantine has its version, and so has its deletion, because a projected
 * version never waits again; a waiting event has the order of its record, so that a later copy replaces it, and so has a
 * record without a stream, whose place another one has in a new topic.
 */
@ApplicationScoped
public class Quarantine implements Tables, DiscardedVersions {

    private final Store store;
    private final String table;
    private final String waiting;
    private final String discarded;

    Quarantine(Store store) {
        this.store = store;
        this.table = store.table("quarantine");
        this.waiting = store.table("quarantine_waiting");
        this.discarded = store.table("quarantine_discarded");
    }

    @Override
    public String tables() {
        return "quarantine";
    }

    @Override
    public List<String> migrations() {
        return List.of("""
                CREATE TABLE IF NOT EXISTS %s (partition int, stream text, version bigint, position bigint, \
                record_offset bigint, since timestamp, reason text, PRIMARY KEY (partition, stream, version))""".formatted(table), """
                CREATE TABLE IF NOT EXISTS %s (stream text, version bigint, partition int, record_offset bigint, \
                at timestamp, key text, headers frozen<map<text, text>>, value text, PRIMARY KEY (stream, version))""".formatted(waiting), """
                CREATE TABLE IF NOT EXISTS %s (partition int, stream text, through bigint, since timestamp, \
                actor text, why text, at timestamp, rebuilt_in int, rebuilt_through bigint, \
                PRIMARY KEY (partition, stream))""".formatted(discarded));
    }

    /** The rows of a stream that can't be projected further: the reason, if it is a new one, and the waiting events. */
    public Stream<Cql> rows(ProjectedStream stream) {
        return Stream.concat(
                stream.found().stream().map(this::put),
                stream.waiting().stream().map(event -> keep(stream.streamId(), event.version(), event.raw())));
    }

    /** The rows of a record without a stream. */
    public Stream<Cql> rows(UnidentifiedRecord stray) {
        Quarantined alone = Quarantined.of(stray);
        return Stream.of(put(alone), keep(alone.streamId(), Quarantined.NO_VERSION, stray.raw()));
    }

    /** Puts the stream into quarantine. */
    public Cql put(Quarantined stream) {
        return Cql.of(
                "INSERT INTO " + table + " (partition, stream, version, position, record_offset, since, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?",
                stream.partition(),
                stream.streamId().toString(),
                stream.version(),
                stream.position(),
                stream.offset(),
                stream.since(),
                stream.reason(),
                timestamp(stream, stream.version()));
    }

    private static long timestamp(Quarantined stream, long version) {
        return stream.isStray() ? RawRecords.order(stream.since(), stream.offset()) : version;
    }

    /** Releases the stream, for versions up to this one. */
    public Cql release(Quarantined stream, long upTo) {
        return Cql.of(
                "DELETE FROM " + table + " USING TIMESTAMP ? WHERE partition = ? AND stream = ? AND version <= ?",
                timestamp(stream, upTo),
                stream.partition(),
                stream.streamId().toString(),
                upTo);
    }

    /** Stores a waiting event as polled. */
    public Cql keep(StreamId stream, long version, ConsumerRecord<String, String> event) {
        return Cql.of(
                "INSERT INTO " + waiting + " (stream, version, partition, record_offset, at, key, headers, value)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?",
                stream.toString(),
                version,
                event.partition(),
                event.offset(),
                RawRecords.at(event),
                event.key(),
                RawRecords.headers(event),
                event.value(),
                RawRecords.order(event));
    }

    /** Removes the waiting events after {@code after} up to {@code upTo}; the last one's record has this order. */
    Cql forget(StreamId stream, long after, long upTo, long order) {
        return Cql.of(
                "DELETE FROM " + waiting + " USING TIMESTAMP ? WHERE stream = ? AND version > ? AND version <= ?",
                order,
                stream.toString(),
                after,
                upTo);
    }

    /** Waiting events after a version, in order, as polled. */
    public Uni<List<ConsumerRecord<String, String>>> waiting(StreamId stream, long after, int limit) {
        return store.rows(Cql.of(
                        "SELECT * FROM " + waiting + " WHERE stream = ? AND version > ? LIMIT ?",
                        stream.toString(),
                        after,
                        limit))
                .map(RawRecords::of)
                .collect()
                .asList();
    }

    /** The record without a stream, as polled. */
    public Uni<Optional<ConsumerRecord<String, String>>> stray(Quarantined stray) {
        return waiting(stray.streamId(), Quarantined.NO_VERSION - 1, 1)
                .map(kept -> kept.stream().findFirst());
    }

    /** The version of the last waiting or discarded event. */
    public Uni<Optional<Long>> last(StreamId stream) {
        return store.first(Cql.of(
                        "SELECT version FROM " + waiting + " WHERE stream = ? ORDER BY version DESC LIMIT 1",
                        stream.toString()))
                .map(row -> row.map(found -> found.getLong("version")));
    }

    /** Stores the discard; the events remain in their table. */
    public Cql discard(Discarded stream) {
        return Cql.of(
                "INSERT INTO " + discarded + " (partition, stream, through, since, actor, why, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?",
                stream.partition(),
                stream.streamId().toString(),
                stream.through(),
                stream.since(),
                stream.actor(),
                stream.why(),
                stream.at(),
                stream.through());
    }

    /** Stores the generation that contains the discarded events. */
    public Cql rebuilt(Discarded stream) {
        var rebuilt = requireNonNull(stream.rebuilt());
        return Cql.of(
                "INSERT INTO " + discarded + " (partition, stream, rebuilt_in, rebuilt_through) VALUES (?, ?, ?, ?)"
                        + " USING TIMESTAMP ?",
                stream.partition(),
                stream.streamId().toString(),
                rebuilt.generation(),
                rebuilt.through(),
                rebuilt.through());
    }

    /**
     * The quarantine of a partition, in the order of streams, and of versions within a stream. Read page by page, on
     * demand.
     *
     * @param after start after this stream; "" for the beginning
     */
    public Multi<Quarantined> of(int partition, String after) {
        return store.rows(Cql.of("SELECT * FROM " + table + " WHERE partition = ? AND stream > ?", partition, after))
                .map(Quarantine::quarantined);
    }

    /** Why the stream is in quarantine. */
    public Uni<Optional<Quarantined>> find(StreamId stream) {
        return store.first(Cql.of(
                        "SELECT * FROM " + table + " WHERE partition = ? AND stream = ? LIMIT 1",
                        Quarantined.partition(stream),
                        stream.toString()))
                .map(row -> row.map(Quarantine::quarantined));
    }

    /** The streams of a partition with discarded events. */
    public Multi<Discarded> discarded(int partition) {
        return store.rows(Cql.of("SELECT * FROM " + discarded + " WHERE partition = ?", partition))
                .map(Quarantine::discarded);
    }

    /** The discarded events of the stream. */
    public Uni<Optional<Discarded>> discarded(StreamId stream) {
        return store.first(Cql.of(
                        "SELECT * FROM " + discarded + " WHERE partition = ? AND stream = ?",
                        Quarantined.partition(stream),
                        stream.toString()))
                .map(row -> row.map(Quarantine::discarded));
    }

    /** The last discarded event stays in its table. */
    @Override
    public Uni<Boolean> endWith(StreamId stream, long version) {
        return discarded(stream)
                .chain(found -> found.filter(given -> given.through() >= version)
                        .map(given -> given.through() == version
                                ? Uni.createFrom().item(true)
                                : store.first(Cql.of(
                                                "SELECT version FROM " + waiting + " WHERE stream = ? AND version = ?",
                                                stream.toString(),
                                                version))
                                        .map(Optional::isPresent))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private static Quarantined quarantined(Row row) {
        return new Quarantined(
                StreamId.parse(requireNonNull(row.getString("stream"))),
                row.getInt("partition"),
                row.getLong("version"),
                row.getLong("position"),
                row.getLong("record_offset"),
                requireNonNull(row.getInstant("since")),
                requireNonNull(row.getString("reason")));
    }

    private static Discarded discarded(Row row) {
        return new Discarded(
                StreamId.parse(requireNonNull(row.getString("stream"))),
                row.getInt("partition"),
                row.getLong("through"),
                requireNonNull(row.getInstant("since")),
                requireNonNull(row.getString("actor")),
                requireNonNull(row.getString("why")),
                requireNonNull(row.getInstant("at")),
                row.isNull("rebuilt_in")
                        ? null
                        : new Discarded.Rebuilt(row.getInt("rebuilt_in"), row.getLong("rebuilt_through")));
    }
}

package io.cartulary.query.audit;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far each partition is audited, for the replica that audits it next. */
@ApplicationScoped
class AuditPlaces implements Tables {

    private final Store store;
    private final String table;

    AuditPlaces(Store store) {
        this.store = store;
        this.table = store.table("audit_place");
    }

    /**
     * The place in a pass.
     *
     * @param last the last stream that was checked, in the order of tokens; null before the first
     * @param since when the pass began
     * @param before when the pass before that began: all streams have been checked since; null while there was none
     */
    record Place(
            @Nullable StreamId last,
            Instant since,
            @Nullable Instant before) {

        static Place start(Instant now, @Nullable Instant before) {
            return new Place(null, now, before);
        }

        Place at(StreamId stream) {
            return new Place(stream, since, before);
        }

        /** Since when every stream has been checked, or the audit has been under way. */
        Instant oldest() {
            return before == null ? since : before;
        }
    }

    @Override
    public String tables() {
        return "audit_place";
    }

    @Override
    public List<String> migrations() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS %s (partition int PRIMARY KEY, last text, since timestamp, before timestamp)"
                        .formatted(table));
    }

    /**
     * The place from which all of these partitions are continued: the earliest one. Where a partition has none, the
     * beginning.
     */
    Uni<Place> of(Collection<Integer> partitions) {
        return Multi.createFrom()
                .iterable(partitions)
                .onItem()
                .transformToUniAndConcatenate(partition -> store.first(
                        Cql.of("SELECT last, since, before FROM " + table + " WHERE partition = ?", partition)))
                .map(row -> row.map(AuditPlaces::place))
                .collect()
                .asList()
                .chain(this::earliest);
    }

    private Uni<Place> earliest(List<Optional<Place>> places) {
        Instant now = Instant.now();
        Instant since = places.stream()
                .flatMap(Optional::stream)
                .map(Place::since)
                .min(Instant::compareTo)
                .orElse(now);
        boolean all = places.stream()
                .allMatch(place -> place.filter(found -> found.before() != null).isPresent());
        Instant before = all
                ? places.stream()
                        .flatMap(Optional::stream)
                        .map(place -> requireNonNull(place.before()))
                        .min(Instant::compareTo)
                        .orElse(null)
                : null;
        boolean fromTheStart = places.stream()
                .anyMatch(place -> place.filter(found -> found.last() != null).isEmpty());
        if (places.isEmpty() || fromTheStart) {
            return Uni.createFrom().item(new Place(null, since, before));
        }
        return Multi.createFrom()
                .iterable(places)
                .map(place -> requireNonNull(place.orElseThrow().last()))
                .onItem()
                .transformToUniAndConcatenate(this::token)
                .collect()
                .asList()
                .map(tokens -> new Place(
                        tokens.stream()
                                .min(Comparator.comparingLong(Token::value))
                                .filter(first -> first.value() != Token.UNKNOWN)
                                .map(Token::stream)
                                .orElse(null),
                        since,
                        before));
    }

    private record Token(StreamId stream, long value) {

        /** Of a stream that the timeline does not have any more. */
        private static final long UNKNOWN = Long.MIN_VALUE;
    }

    /** Of a stream in the order in which the timeline lists them. */
    private Uni<Token> token(StreamId stream) {
        return store.first(Cql.of(
                        "SELECT token(stream) AS place FROM " + store.table("timeline") + " WHERE stream = ? LIMIT 1",
                        stream.toString()))
                .map(row -> new Token(
                        stream, row.map(found -> found.getLong("place")).orElse(Token.UNKNOWN)));
    }

    /** Stores the place for these partitions. */
    Uni<Void> store(Collection<Integer> partitions, Place place) {
        String last = place.last() == null ? "" : place.last().toString();
        return store.write(
                partitions.stream()
                        .map(partition -> Cql.of(
                                "INSERT INTO " + table + " (partition, last, since, before) VALUES (?, ?, ?, ?)",
                                partition,
                                last,
                                place.since(),
                                place.before()))
                        .toList(),
                Math.max(1, partitions.size()));
    }

    private static Place place(Row row) {
        String last = row.getString("last");
        return new Place(
                last == null || last.isEmpty() ? null : StreamId.parse(last),
                requireNonNull(row.getInstant("since")),
                row.getInstant("before"));
    }
}

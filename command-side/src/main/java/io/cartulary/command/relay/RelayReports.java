package io.cartulary.command.relay;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.cartulary.command.relay.Relay.Led;
import io.cartulary.command.relay.RelayReport.Partition;
import io.cartulary.command.relay.RelayReport.State;
import io.cartulary.contracts.Channels;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports on all partitions, from any replica: leases and the ends of the log are in MySQL. What is published is in the
 * memory of the replica that leads a partition, and for all others the position of the last record in Kafka.
 */
@ApplicationScoped
class RelayReports {

    private static final Logger LOG = Logger.getLogger(RelayReports.class);

    /** Two reads by the primary key for each partition, one of them after the position that is its parameter. */
    private static final String READ = """
            SELECT l.partition_no,
                   BIN_TO_UUID(l.holder) AS holder,
                   TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), l.expires_at) AS remaining,
                   COALESCE(h.head, 0) AS head,
                   h.oldest,
                   p.loss
            FROM relay_leases l JOIN (%s) h ON h.partition_no = l.partition_no
                 LEFT JOIN relay_published p ON p.topic = ? AND p.partition_no = l.partition_no
            ORDER BY l.partition_no
            """.formatted(
            IntStream.range(0, Channels.PARTITIONS).mapToObj("""
                    SELECT %1$d AS partition_no,
                           (SELECT MAX(position) FROM events WHERE partition_no = %1$d) AS head,
                           (SELECT recorded_at FROM events
                            WHERE partition_no = %1$d AND position > ? ORDER BY position LIMIT 1) AS oldest
                    """::formatted).collect(joining(" UNION ALL ")));

    private final Database database;
    private final Relay relay;
    private final KafkaPartitions kafka;
    private final Duration within;

    /** The read of Kafka's positions that is under way, or the last one. */
    private CompletableFuture<Map<Integer, Long>> reading = CompletableFuture.completedFuture(Map.of());

    RelayReports(Database database, Relay relay, KafkaPartitions kafka, RelayConfig config) {
        this.database = database;
        this.relay = relay;
        this.kafka = kafka;
        this.within = config.reportWithin();
    }

    /** Fails with {@link StoreUnavailableException}. */
    Uni<RelayReport> report() {
        return Uni.createFrom().deferred(() -> {
            Map<Integer, Led> led = relay.led();
            // before the log is read: so a position is not published before it is seen to be committed
            return published(led).chain(published -> read(led, published));
        });
    }

    private Uni<Map<Integer, Long>> published(Map<Integer, Led> led) {
        return (led.size() == Channels.PARTITIONS ? Uni.createFrom().item(Map.<Integer, Long>of()) : inKafka())
                .map(inKafka -> {
                    var published = new HashMap<>(inKafka);
                    led.forEach((partition, known) -> published.compute(partition, (_, _) -> known.published()));
                    return published;
                });
    }

    private Uni<Map<Integer, Long>> inKafka() {
        return Uni.createFrom()
                .completionStage(this::positions)
                .ifNoItem()
                .after(within)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("a report is without Kafka's positions: %s", failure))
                .onFailure()
                .recoverWithItem(Map.of());
    }

    /** One read at a time, which everybody shares who asks meanwhile: it blocks a thread. */
    private synchronized CompletableFuture<Map<Integer, Long>> positions() {
        if (reading.isDone()) {
            reading = CompletableFuture.supplyAsync(kafka::lastPositions, Infrastructure.getDefaultWorkerPool());
        }
        // whoever gives up waiting cancels only the copy
        return reading.copy();
    }

    private Uni<RelayReport> read(Map<Integer, Led> led, Map<Integer, Long> published) {
        List<@Nullable Object> after = new ArrayList<>();
        IntStream.range(0, Channels.PARTITIONS).forEach(partition -> after.add(published.get(partition)));
        after.add(kafka.topic());
        return database.execute(READ, Tuple.from(after))
                .onFailure()
                .transform(failure -> new StoreUnavailableException("MySQL did not answer", failure))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> partition(row, led, published))
                        .toList())
                .map(partitions -> new RelayReport(relay.replica(), partitions));
    }

    private static Partition partition(Row row, Map<Integer, Led> led, Map<Integer, Long> published) {
        int number = row.getInteger("partition_no");
        Led here = led.get(number);
        Long upTo = published.get(number);
        long committed = row.getLong("head");
        Duration left = Duration.of(row.getLong("remaining"), ChronoUnit.MICROS);
        String holder = left.isPositive() ? row.getString("holder") : null;
        LocalDateTime oldest = row.getLocalDateTime("oldest");
        Instant oldestAt = oldest == null ? null : oldest.toInstant(UTC);
        return new Partition(
                number,
                committed,
                upTo,
                upTo == null ? null : Math.max(0, committed - upTo),
                oldestAt,
                oldestAt == null
                        ? null
                        : Math.max(0, Duration.between(oldestAt, Instant.now()).toMillis()),
                state(here, holder),
                holder == null ? null : UUID.fromString(holder),
                holder == null ? null : left.toMillis(),
                here == null || here.stopReason() == null ? stopReason(row) : here.stopReason());
    }

    /** Any replica knows it. */
    private static @Nullable String stopReason(Row row) {
        String loss = row.getString("loss");
        return loss == null ? null : PartitionRelay.reason(loss);
    }

    private static State state(@Nullable Led here, @Nullable String holder) {
        if (here == null) {
            return holder == null ? State.FREE : State.ELSEWHERE;
        }
        if (here.stopReason() != null) {
            return State.STOPPED;
        }
        return here.published() == null ? State.RESUMING : State.PUBLISHING;
    }
}

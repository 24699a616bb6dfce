package io.cartulary.load.history;

import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** The stored and the published events of one world: the table in MySQL and the topic in Kafka, read as a whole. */
public final class Register {

    private static final String ALL = """
            SELECT BIN_TO_UUID(event_id) AS event_id, type, stream_id, version, partition_no, position, recorded_at,
                   BIN_TO_UUID(command_id) AS command_id, data, metadata->>'$.actor' AS actor,
                   metadata->>'$.correlationId' AS correlation_id, metadata->>'$.causationId' AS causation_id,
                   metadata->>'$.traceparent' AS traceparent
            FROM events WHERE version IS NOT NULL ORDER BY partition_no, position
            """;

    private static final Duration POLL = Duration.ofMillis(100);

    private final Endpoints endpoints;
    private final World world;

    public Register(Endpoints endpoints, World world) {
        this.endpoints = endpoints;
        this.world = world;
    }

    /** A connection to the world's database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s?allowPublicKeyRetrieval=true&useCursorFetch=true&connectionTimeZone=UTC"
                        .formatted(endpoints.mysqlHost(), endpoints.mysqlPort(), world.database()),
                endpoints.mysqlUsername(),
                endpoints.mysqlPassword());
    }

    /**
     * Reads both and checks them against the history.
     *
     * @param patience how long Kafka's partitions may take to reach the end of the table's; events that are not there
     * then are missing
     */
    public Report check(History history, Duration patience) throws SQLException {
        List<Envelope> log = log();
        return Check.of(history, log, topic(log, patience));
    }

    /** All of the table, in the order of partitions and positions. */
    public List<Envelope> log() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            var events = new ArrayList<Envelope>();
            try (ResultSet rows = statement.executeQuery(ALL)) {
                while (rows.next()) {
                    events.add(envelope(rows));
                }
            }
            return events;
        }
    }

    private static Envelope envelope(ResultSet row) throws SQLException {
        return new Envelope(
                UUID.fromString(row.getString("event_id")),
                row.getString("type"),
                StreamId.parse(row.getString("stream_id")),
                row.getLong("version"),
                row.getInt("partition_no"),
                row.getLong("position"),
                row.getObject("recorded_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString("actor"),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                commandId(row.getString("command_id")),
                row.getString("data"),
                row.getString("traceparent"));
    }

    private static @Nullable UUID commandId(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /**
     * All of the topic: up to the end of each partition once it has reached the end of the log, or once patience ends.
     */
    private List<Envelope> topic(List<Envelope> log, Duration patience) {
        Map<Integer, Long> missing =
                new HashMap<>(log.stream().collect(toMap(Envelope::partition, Envelope::position, Math::max)));
        List<TopicPartition> partitions = IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(number -> new TopicPartition(world.topic(), number))
                .toList();
        var published = new ArrayList<Envelope>();
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + patience.toNanos();
            while (!missing.isEmpty() && System.nanoTime() < deadline) {
                for (Envelope event : poll(consumer)) {
                    published.add(event);
                    missing.computeIfPresent(event.partition(), (_, head) -> event.position() >= head ? null : head);
                }
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                published.addAll(poll(consumer));
            }
        }
        return published;
    }

    private static List<Envelope> poll(KafkaConsumer<String, String> consumer) {
        var events = new ArrayList<Envelope>();
        for (ConsumerRecord<String, String> published : consumer.poll(POLL)) {
            events.add(KafkaBinding.toEnvelope(published));
        }
        return events;
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoints.kafkaBootstrap(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
    }
}

package io.cartulary.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaBindingTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String SPAN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01";
    private static final UUID COMMAND = UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000c");

    @Test
    void an_envelope_is_a_cloud_event_in_binary_mode() {
        ProducerRecord<String, String> kafkaRecord = KafkaBinding.toRecord("events", envelope(COMMAND));

        assertThat(kafkaRecord.key()).isEqualTo("0190f1d2-7c3e-7a10-8000-000000000001");
        assertThat(kafkaRecord.partition()).isEqualTo(7);
        assertThat(kafkaRecord.value()).isEqualTo("{\"lines\":[]}");
        assertThat(Arrays.stream(kafkaRecord.headers().toArray())
                        .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8))))
                .containsOnly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "0190f1d2-7c3e-7a10-8000-00000000000e"),
                        entry("ce_source", "/cartulary/command-side"),
                        entry("ce_type", "cart.cleared.v1"),
                        entry("ce_subject", "cart:0190f1d2-7c3e-7a10-8000-000000000001"),
                        entry("ce_time", "2026-11-23T12:00:00.123Z"),
                        entry("ce_streamversion", "3"),
                        entry("ce_position", "42"),
                        entry("ce_actor", "customer:alice"),
                        entry("ce_correlationid", "order-desk-7"),
                        entry("ce_causationid", COMMAND.toString()),
                        entry("ce_commandid", COMMAND.toString()),
                        entry("content-type", "application/json"));
    }

    @Test
    void an_envelope_comes_out_of_kafka_as_it_went_in() {
        assertThat(KafkaBinding.toEnvelope(consumed(envelope(COMMAND)))).isEqualTo(envelope(COMMAND));
        assertThat(KafkaBinding.toEnvelope(consumed(envelope(null)))).isEqualTo(envelope(null));
    }

    @Test
    void a_replayed_record_says_how_far_the_partition_was_and_is_the_same_event_otherwise() {
        ConsumerRecord<String, String> live = consumed(envelope(COMMAND));
        ConsumerRecord<String, String> replayed =
                consumed(KafkaBinding.toReplayedRecord("events", envelope(COMMAND), 4_711));

        assertThat(KafkaBinding.publishedUpTo(live)).isEqualTo(42);
        assertThat(KafkaBinding.publishedUpTo(replayed)).isEqualTo(4_711);
        assertThat(KafkaBinding.toEnvelope(replayed)).isEqualTo(KafkaBinding.toEnvelope(live));
    }

    @Test
    void a_traced_event_names_its_commands_trace_and_the_span_that_published_it() {
        Envelope traced = envelope(COMMAND, TRACE);
        ConsumerRecord<String, String> live = consumed(KafkaBinding.toTracedRecord("events", traced, SPAN));
        ConsumerRecord<String, String> replayed = consumed(KafkaBinding.toReplayedRecord("events", traced, 4_711));

        assertThat(KafkaBinding.toEnvelope(live)).isEqualTo(traced);
        assertThat(KafkaBinding.traceparent(live)).isEqualTo(SPAN);
        assertThat(KafkaBinding.toEnvelope(replayed)).isEqualTo(traced);
        assertThat(KafkaBinding.traceparent(replayed))
                .as("whoever reads it again has no part in that trace")
                .isNull();
        assertThat(traced.withData("{}").traceparent()).isEqualTo(TRACE);
    }

    @Test
    void a_replayed_record_that_does_not_say_how_far_the_partition_was_is_unreadable() {
        ConsumerRecord<String, String> replayed = consumed(envelope(COMMAND));
        replayed.headers().add(KafkaBinding.PUBLISHED_UP_TO, "far".getBytes(UTF_8));

        assertThatThrownBy(() -> KafkaBinding.publishedUpTo(replayed)).isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_subject", "ce_streamversion", "ce_position", "ce_time"})
    void a_record_without_a_header_it_needs_is_unreadable(String header) {
        ConsumerRecord<String, String> consumed = consumed(envelope(COMMAND));
        consumed.headers().remove(header);

        assertThatThrownBy(() -> KafkaBinding.toEnvelope(consumed))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("events-7, offset 41");
    }

    @Test
    @SuppressWarnings("NullAway") // Kafka does not declare that a value may be null
    void a_record_without_a_value_is_unreadable() {
        var tombstone = new ConsumerRecord<String, String>("events", 7, 41, "key", null);
        consumed(envelope(COMMAND)).headers().forEach(tombstone.headers()::add);

        assertThatThrownBy(() -> KafkaBinding.toEnvelope(tombstone)).isInstanceOf(UnreadableEventException.class);
    }

    private static ConsumerRecord<String, String> consumed(Envelope envelope) {
        return consumed(KafkaBinding.toRecord("events", envelope));
    }

    private static ConsumerRecord<String, String> consumed(ProducerRecord<String, String> produced) {
        Headers headers = produced.headers();
        return new ConsumerRecord<>(
                "events",
                7,
                41,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                produced.key(),
                produced.value(),
                headers,
                Optional.empty());
    }

    private static Envelope envelope(@Nullable UUID commandId) {
        return envelope(commandId, null);
    }

    private static Envelope envelope(@Nullable UUID commandId, @Nullable String traceparent) {
        return new Envelope(
                UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000e"),
                "cart.cleared.v1",
                new StreamId("cart", "0190f1d2-7c3e-7a10-8000-000000000001"),
                3,
                7,
                42,
                Instant.parse("2026-11-23T12:00:00.123Z"),
                "customer:alice",
                "order-desk-7",
                COMMAND.toString(),
                commandId,
                "{\"lines\":[]}",
                traceparent);
    }
}

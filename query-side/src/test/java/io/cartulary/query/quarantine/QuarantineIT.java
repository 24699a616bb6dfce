package io.cartulary.query.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that has lost a partition without notice undoes nothing. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class QuarantineIT {

    private static final long AT = 1_763_900_000_000L;
    private static final long LATER = AT + 1;
    private static final long PLACE = 1_042;

    @Inject
    Quarantine quarantine;

    @Inject
    Store store;

    private final StreamId stream = new StreamId("product", "tea-" + UUID.randomUUID());

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_stream_that_was_let_out_is_not_put_in_again_for_the_same_version() {
        write(quarantine.put(at(3)), quarantine.release(at(3), 5), quarantine.put(at(3)), quarantine.put(at(5)));
        assertThat(found()).isEmpty();

        write(quarantine.put(at(6)));
        assertThat(found()).contains(at(6));
    }

    @Test
    void of_two_versions_the_earlier_one_is_the_reason() {
        write(quarantine.put(at(7)), quarantine.put(at(4)));
        assertThat(found()).contains(at(4));

        write(quarantine.release(at(4), 6));
        assertThat(found()).contains(at(7));
    }

    @Test
    void a_record_comes_back_as_it_was_and_a_later_copy_replaces_it() {
        var first = polled(10, "{\"name\": ");
        var copy = polled(25, "{}");
        write(quarantine.keep(stream, 3, copy), quarantine.keep(stream, 3, first), quarantine.keep(stream, 2, first));

        List<ConsumerRecord<String, String>> waiting = waiting();

        assertThat(waiting).extracting(ConsumerRecord::offset).containsExactly(10L, 25L);
        ConsumerRecord<String, String> back = waiting.getLast();
        assertThat(back.key()).isEqualTo(copy.key());
        assertThat(back.value()).isEqualTo(copy.value());
        assertThat(back.partition()).isEqualTo(copy.partition());
        assertThat(back.timestamp()).isEqualTo(copy.timestamp());
        assertThat(back.headers()).isEqualTo(copy.headers());
    }

    @Test
    void a_record_without_key_value_and_headers_comes_back_as_it_was() {
        var empty = new ConsumerRecord<String, String>("topic", 1, 2, null, null);
        write(quarantine.keep(stream, 0, empty));

        ConsumerRecord<String, String> back =
                quarantine.waiting(stream, -1, 1).await().indefinitely().getFirst();

        assertThat(back.key()).isNull();
        assertThat(back.value()).isNull();
        assertThat(back.headers()).isEmpty();
    }

    /** Its offsets begin at 0 again. */
    @Test
    void a_copy_from_a_new_topic_replaces_one_from_the_topic_before() {
        ConsumerRecord<String, String> copy = polled(3, LATER, "{}");
        write(quarantine.keep(stream, 3, polled(9_000, "{\"name\": ")), quarantine.keep(stream, 3, copy));
        assertThat(waiting()).extracting(ConsumerRecord::value).containsExactly("{}");

        write(quarantine.forget(stream, 2, 3, RawRecords.order(polled(9_000, "{}"))), quarantine.keep(stream, 3, copy));
        assertThat(waiting()).extracting(ConsumerRecord::offset).containsExactly(3L);
    }

    @Test
    void a_record_without_a_stream_waits_at_the_place_of_one_of_the_topic_before() {
        Quarantined before = stray(AT);
        Quarantined after = stray(LATER);

        write(quarantine.put(before), quarantine.release(before, before.version()), quarantine.put(before));
        assertThat(quarantine.find(before.streamId()).await().indefinitely()).isEmpty();
        write(quarantine.put(after));

        assertThat(quarantine.find(after.streamId()).await().indefinitely()).contains(after);
    }

    @Test
    void what_waits_no_longer_does_not_come_back() {
        write(
                quarantine.keep(stream, 3, polled(10, "{}")),
                quarantine.forget(stream, 2, 3, RawRecords.order(polled(10, "{}"))),
                quarantine.keep(stream, 3, polled(10, "{}")));
        assertThat(waiting()).isEmpty();
    }

    private void write(Cql... statements) {
        for (Cql statement : statements) {
            store.write(statement).await().indefinitely();
        }
    }

    private Optional<Quarantined> found() {
        return quarantine.find(stream).await().indefinitely();
    }

    private List<ConsumerRecord<String, String>> waiting() {
        return quarantine.waiting(stream, 0, 10).await().indefinitely();
    }

    private Quarantined at(long version) {
        return new Quarantined(
                stream,
                stream.partition(),
                version,
                version + 100,
                version + 200,
                Instant.parse("2026-11-23T12:00:00Z").plusSeconds(version),
                "reason " + version);
    }

    private static Quarantined stray(long at) {
        return new Quarantined(
                new StreamId("record", "7-" + PLACE), 7, 0, 0, PLACE, Instant.ofEpochMilli(at), "no stream");
    }

    private static ConsumerRecord<String, String> polled(long offset, String value) {
        return polled(offset, AT, value);
    }

    private static ConsumerRecord<String, String> polled(long offset, long at, String value) {
        var headers = new RecordHeaders();
        headers.add("ce_subject", "product:tea".getBytes(UTF_8));
        return new ConsumerRecord<>(
                "topic", 7, offset, at, TimestampType.CREATE_TIME, 0, 0, "tea", value, headers, Optional.empty());
    }
}

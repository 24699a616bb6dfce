package io.cartulary.command.relay;

import static io.cartulary.command.relay.Events.PARTITION;
import static io.cartulary.command.relay.Events.event;
import static io.cartulary.command.relay.Events.events;
import static io.cartulary.command.relay.Events.positions;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The rule for relaying a partition, against a log and a channel that the test can pause and break. */
class PartitionRelayTest {

    private static final int PAGE = 3;
    private static final int BUFFER = 5;

    private final List<Long> log = new ArrayList<>();
    private final List<Long> kafka = new ArrayList<>();
    private final List<UniEmitter<? super Sent>> held = new ArrayList<>();
    private final Heard heard = new Heard();
    private final List<Long> reads = new ArrayList<>();
    private long now;
    private Lease lease = new Lease(() -> now, 0, Duration.ofSeconds(10));
    private Runnable whileReading = () -> {};
    private boolean logIsDown;
    private boolean kafkaIsHeld;
    private int acknowledgedOfNextBatch = Integer.MAX_VALUE;

    private PartitionRelay relayFrom(long published) {
        return new PartitionRelay(
                PARTITION, lease, ResumePoint.after(published), this::page, this::send, heard, PAGE, BUFFER);
    }

    @Test
    void a_backlog_is_published_in_position_order_page_by_page() {
        givenTheLogHasPositionsUpTo(10);

        relayFrom(0).compare(10, 0);

        assertThat(kafka).containsExactlyElementsOf(positions(1, 10));
        assertThat(reads).containsExactly(0L, 3L, 6L, 9L);
        assertThat(heard.published).isEqualTo(10);
    }

    @Test
    void publishing_continues_after_what_kafka_has() {
        givenTheLogHasPositionsUpTo(10);

        relayFrom(7).compare(10, 7);

        assertThat(kafka).containsExactly(8L, 9L, 10L);
    }

    @Test
    void what_was_just_committed_here_is_published_without_reading_it() {
        PartitionRelay relay = relayFrom(2);

        whenCommitted(relay, 3, 4);
        whenCommitted(relay, 5, 5);

        assertThat(kafka).containsExactly(3L, 4L, 5L);
        assertThat(reads).isEmpty();
    }

    @Test
    void commits_while_a_batch_is_under_way_go_out_together_after_it() {
        PartitionRelay relay = relayFrom(0);
        kafkaIsHeld = true;

        whenCommitted(relay, 1, 1);
        whenCommitted(relay, 2, 2);
        whenCommitted(relay, 3, 4);
        assertThat(kafka).as("only one batch is under way").containsExactly(1L);
        held.get(0).complete(new Sent(1, true));

        assertThat(kafka).containsExactly(1L, 2L, 3L, 4L);
        assertThat(held).as("batches").hasSize(2);
        assertThat(reads).isEmpty();
    }

    @Test
    void another_replicas_commit_in_between_is_read_from_the_table() {
        PartitionRelay relay = relayFrom(1);
        givenTheLogHasPositionsUpTo(2);

        whenCommitted(relay, 3, 3);

        assertThat(kafka).containsExactly(2L, 3L);
        assertThat(reads).containsExactly(1L);
        assertThat(heard.readFromTable).isEqualTo(1);
    }

    @Test
    void what_no_longer_fits_into_the_memory_is_read_from_the_table() {
        PartitionRelay relay = relayFrom(0);
        kafkaIsHeld = true;
        whenCommitted(relay, 1, 1);
        for (int position = 2; position <= 12; position++) {
            whenCommitted(relay, position, position);
        }

        kafkaIsHeld = false;
        held.get(0).complete(new Sent(1, true));

        assertThat(kafka).containsExactlyElementsOf(positions(1, 12));
        assertThat(reads).as("until memory has the rest").containsExactly(1L, 4L);
    }

    @Test
    void a_poll_that_finds_an_own_commit_before_its_notification_changes_nothing() {
        PartitionRelay relay = relayFrom(0);
        givenTheLogHasPositionsUpTo(1);
        whileReading = () -> relay.committed(events(1, 1));

        relay.compare(1, 0);

        assertThat(kafka).containsExactly(1L);
        assertThat(heard.readFromTable).isZero();
    }

    @Test
    void what_kafka_did_not_acknowledge_is_sent_again() {
        PartitionRelay relay = relayFrom(0);

        acknowledgedOfNextBatch = 1;
        whenCommitted(relay, 1, 3);
        whenCommitted(relay, 4, 4);
        assertThat(kafka).as("nothing begins before the next look").containsExactly(1L, 2L, 3L);
        relay.compare(4, 0);

        assertThat(kafka).containsExactly(1L, 2L, 3L, 2L, 3L, 4L);
        assertThat(relay.backlog()).isZero();
    }

    @Test
    void a_log_that_does_not_answer_is_asked_again_at_the_next_look() {
        givenTheLogHasPositionsUpTo(2);
        PartitionRelay relay = relayFrom(0);

        logIsDown = true;
        relay.compare(2, 0);
        logIsDown = false;
        relay.compare(2, 0);

        assertThat(kafka).containsExactly(1L, 2L);
    }

    @Test
    void a_hole_in_the_log_stops_the_relay_before_it() {
        log.addAll(List.of(1L, 2L, 4L));
        PartitionRelay relay = relayFrom(0);

        relay.compare(4, 0);
        relay.compare(4, 0);

        assertThat(relay.isStopped()).isTrue();
        assertThat(relay.stopReason()).isEqualTo("the log has no position 3 but goes on at 4");
        assertThat(kafka).isEmpty();
    }

    @Test
    void kafka_ahead_of_the_log_stops_the_relay() {
        givenTheLogHasPositionsUpTo(5);
        PartitionRelay relay = relayFrom(8);

        relay.compare(5, 8);
        whenCommitted(relay, 6, 9);
        relay.compare(9, 8);

        assertThat(relay.isStopped()).isTrue();
        assertThat(kafka).isEmpty();
    }

    /** So fast that it has passed Kafka again before the relay has read the log. */
    @Test
    void a_log_that_gives_out_a_position_again_stops_the_relay() {
        PartitionRelay relay = relayFrom(0);
        whenCommitted(relay, 1, 5);

        whenCommitted(relay, 4, 6);
        relay.compare(6, 5);

        assertThat(relay.isStopped()).isTrue();
        assertThat(kafka).containsExactlyElementsOf(positions(1, 5));
    }

    @Test
    void a_look_that_is_older_than_what_was_published_since_is_no_contradiction() {
        PartitionRelay relay = relayFrom(3);

        whenCommitted(relay, 4, 5);
        relay.compare(4, 3);

        assertThat(relay.isStopped()).isFalse();
        assertThat(relay.stopReason()).isNull();
    }

    @Test
    void an_offset_that_goes_back_stops_the_relay_and_nothing_more_is_acknowledged() {
        PartitionRelay relay = relayFrom(0);
        kafkaIsHeld = true;
        whenCommitted(relay, 1, 2);
        held.get(0).complete(new Sent(2, true, 1, null));

        whenCommitted(relay, 3, 3);
        held.get(1).complete(new Sent(3, true, 0, "it went back"));
        whenCommitted(relay, 4, 4);
        relay.acknowledge(new Acknowledged(4, 7));

        assertThat(relay.loss()).isEqualTo("it went back");
        assertThat(relay.isStopped()).isTrue();
        assertThat(relay.acknowledged()).isEqualTo(new Acknowledged(2, 1));
        assertThat(kafka).containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_end_before_what_was_acknowledged_stops_the_relay_when_it_is_found_twice() {
        PartitionRelay relay = relayFrom(0);
        var last = new Acknowledged(2, 1);

        relay.compareEnd(2, last);
        relay.compareEnd(1, last);
        relay.compareEnd(2, last);
        relay.compareEnd(1, last);
        assertThat(relay.loss()).isNull();
        relay.compareEnd(1, last);

        assertThat(relay.loss()).isNotNull();
    }

    @Test
    void without_its_lease_it_publishes_nothing_and_with_it_it_continues() {
        PartitionRelay relay = relayFrom(0);
        now = Duration.ofSeconds(10).toNanos();

        whenCommitted(relay, 1, 2);
        relay.compare(2, 0);
        assertThat(kafka).isEmpty();
        lease.renew(now, Duration.ofSeconds(10));
        relay.compare(2, 0);

        assertThat(kafka).containsExactly(1L, 2L);
    }

    @Test
    void a_lease_that_ends_while_the_table_is_read_ends_it_too() {
        PartitionRelay relay = relayFrom(0);
        givenTheLogHasPositionsUpTo(2);
        whileReading = () -> now = Duration.ofSeconds(10).toNanos();

        relay.compare(2, 0);

        assertThat(kafka).isEmpty();
    }

    @Test
    void at_its_end_it_lets_a_batch_under_way_come_home_and_begins_no_other() {
        PartitionRelay relay = relayFrom(0);
        kafkaIsHeld = true;
        whenCommitted(relay, 1, 1);

        CompletableFuture<Void> atRest = relay.end();
        whenCommitted(relay, 2, 2);
        relay.compare(2, 0);
        assertThat(atRest).isNotDone();
        held.get(0).complete(new Sent(1, true));

        assertThat(atRest).isCompleted();
        assertThat(kafka).containsExactly(1L);
    }

    @Test
    void it_reports_the_age_of_the_oldest_event_that_kafka_lacks() {
        PartitionRelay relay = relayFrom(0);
        assertThat(relay.oldestUnpublished()).isNull();

        kafkaIsHeld = true;
        whenCommitted(relay, 1, 2);
        whenCommitted(relay, 3, 3);
        assertThat(relay.oldestUnpublished()).isEqualTo(event(1).recordedAt());
        assertThat(relay.backlog()).isEqualTo(3);

        kafkaIsHeld = false;
        held.get(0).complete(new Sent(2, true));
        assertThat(relay.oldestUnpublished()).isNull();
    }

    @Test
    void what_kafka_did_not_take_grows_older_until_it_does() {
        PartitionRelay relay = relayFrom(0);

        acknowledgedOfNextBatch = 1;
        whenCommitted(relay, 1, 3);
        assertThat(relay.oldestUnpublished()).isEqualTo(event(2).recordedAt());
        logIsDown = true;
        relay.compare(3, 1);
        assertThat(relay.oldestUnpublished()).isEqualTo(event(2).recordedAt());

        logIsDown = false;
        relay.compare(3, 1);
        assertThat(relay.oldestUnpublished()).isNull();
    }

    private void givenTheLogHasPositionsUpTo(long last) {
        log.clear();
        log.addAll(positions(1, last));
    }

    private void whenCommitted(PartitionRelay relay, long first, long last) {
        log.addAll(positions(first, last));
        relay.committed(events(first, last));
    }

    private Uni<List<Envelope>> page(int partition, long after, int limit) {
        reads.add(after);
        if (logIsDown) {
            return Uni.createFrom().failure(new IllegalStateException("down"));
        }
        List<Envelope> page = log.stream()
                .filter(position -> position > after)
                .limit(limit)
                .map(Events::event)
                .toList();
        whileReading.run();
        return Uni.createFrom().item(page);
    }

    private Uni<Sent> send(List<Envelope> batch) {
        batch.forEach(event -> kafka.add(event.position()));
        if (kafkaIsHeld) {
            return Uni.createFrom().emitter(held::add);
        }
        int acknowledged = Math.min(acknowledgedOfNextBatch, batch.size());
        acknowledgedOfNextBatch = Integer.MAX_VALUE;
        return Uni.createFrom()
                .item(new Sent(batch.getFirst().position() - 1 + acknowledged, acknowledged == batch.size()));
    }

    private static final class Heard implements PartitionRelay.Progress {
        private long published;
        private int readFromTable;

        @Override
        public void published(int partition, long events) {
            published += events;
        }

        @Override
        public void readFromTable(int partition) {
            readFromTable++;
        }
    }
}

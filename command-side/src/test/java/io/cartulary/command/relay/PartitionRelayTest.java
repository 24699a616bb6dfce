package io.cartulary.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.relay.PartitionRelay.Sent;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rule by which a partition is relayed, against a log and a channel that can be held and broken at will. */
class PartitionRelayTest {

    private static final int PAGE = 3;
    private static final StreamId STREAM = new StreamId("product", "TEA");

    private final List<Long> log = new ArrayList<>();
    private final List<Long> kafka = new ArrayList<>();
    private boolean logIsDown;
    private int acknowledgedOfNextPage = Integer.MAX_VALUE;

    private PartitionRelay relayFrom(long published) {
        return new PartitionRelay(STREAM.partition(), published, this::page, this::send);
    }

    @Test
    void a_backlog_is_published_in_position_order_page_by_page() {
        givenTheLogHasPositionsUpTo(10);

        relayFrom(0).wake();

        assertThat(kafka).containsExactlyElementsOf(positions(1, 10));
    }

    @Test
    void publishing_goes_on_after_what_kafka_has() {
        givenTheLogHasPositionsUpTo(10);

        relayFrom(7).wake();

        assertThat(kafka).containsExactly(8L, 9L, 10L);
    }

    @Test
    void what_kafka_did_not_acknowledge_is_sent_again() {
        givenTheLogHasPositionsUpTo(3);
        PartitionRelay relay = relayFrom(0);

        acknowledgedOfNextPage = 1;
        relay.wake();
        relay.compare(3, 0);

        assertThat(kafka).containsExactly(1L, 2L, 3L, 2L, 3L);
        assertThat(relay.backlog()).isZero();
    }

    @Test
    void a_log_that_does_not_answer_is_asked_again_at_the_next_poll() {
        givenTheLogHasPositionsUpTo(2);
        PartitionRelay relay = relayFrom(0);

        logIsDown = true;
        relay.wake();
        logIsDown = false;
        relay.compare(2, 0);

        assertThat(kafka).containsExactly(1L, 2L);
    }

    @Test
    void a_commit_while_a_page_is_under_way_is_not_overlooked() {
        List<UniEmitter<? super Sent>> held = new ArrayList<>();
        var relay = new PartitionRelay(
                STREAM.partition(),
                0,
                this::page,
                page -> Uni.createFrom().emitter(acknowledgement -> {
                    held.add(acknowledgement);
                    page.forEach(envelope -> kafka.add(envelope.position()));
                }));

        givenTheLogHasPositionsUpTo(1);
        relay.wake();
        givenTheLogHasPositionsUpTo(2);
        relay.wake();
        assertThat(kafka).as("only one page is under way").containsExactly(1L);
        held.get(0).complete(new Sent(1, true));
        held.get(1).complete(new Sent(2, true));

        assertThat(kafka).containsExactly(1L, 2L);
    }

    @Test
    void a_hole_in_the_log_stops_the_relay_before_it() {
        log.addAll(List.of(1L, 2L, 4L));
        PartitionRelay relay = relayFrom(0);

        relay.wake();
        relay.wake();

        assertThat(relay.isStopped()).isTrue();
        assertThat(kafka).isEmpty();
    }

    @Test
    void kafka_ahead_of_the_log_stops_the_relay() {
        givenTheLogHasPositionsUpTo(5);
        PartitionRelay relay = relayFrom(8);

        relay.compare(5, 8);
        givenTheLogHasPositionsUpTo(9);
        relay.wake();

        assertThat(relay.isStopped()).isTrue();
        assertThat(kafka).isEmpty();
    }

    @Test
    void a_poll_that_is_older_than_what_was_published_since_is_no_contradiction() {
        givenTheLogHasPositionsUpTo(5);
        PartitionRelay relay = relayFrom(3);

        relay.wake();
        relay.compare(4, 3);

        assertThat(relay.isStopped()).isFalse();
    }

    private void givenTheLogHasPositionsUpTo(long last) {
        log.clear();
        log.addAll(positions(1, last));
    }

    private Uni<List<Envelope>> page(int partition, long after) {
        if (logIsDown) {
            return Uni.createFrom().failure(new IllegalStateException("down"));
        }
        return Uni.createFrom()
                .item(log.stream()
                        .filter(position -> position > after)
                        .limit(PAGE)
                        .map(PartitionRelayTest::envelope)
                        .toList());
    }

    private Uni<Sent> send(List<Envelope> page) {
        page.forEach(envelope -> kafka.add(envelope.position()));
        int acknowledged = Math.min(acknowledgedOfNextPage, page.size());
        acknowledgedOfNextPage = Integer.MAX_VALUE;
        return Uni.createFrom()
                .item(new Sent(page.getFirst().position() - 1 + acknowledged, acknowledged == page.size()));
    }

    private static List<Long> positions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static Envelope envelope(long position) {
        return new Envelope(
                UUID.randomUUID(),
                "product.listed.v1",
                STREAM,
                position,
                STREAM.partition(),
                position,
                Instant.EPOCH,
                "tester",
                "correlation",
                "causation",
                null,
                "{}");
    }
}

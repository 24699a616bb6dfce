package io.cartulary.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent at once to a partition whose broker may not know the producer. */
class FirstRecordsTest {

    private static final int PARTITION = 3;
    private static final int ANOTHER = 4;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final List<List<String>> requests = new ArrayList<>();
    private final List<UniEmitter<? super Sent>> unanswered = new ArrayList<>();
    private final List<Sent> results = new ArrayList<>();
    private long now;
    private final FirstRecords<String> firstRecords =
            new FirstRecords<>((_, records) -> send(records), KNOWN_FOR, () -> now);

    @Test
    void the_first_record_to_a_partition_goes_alone_and_the_others_follow_its_acknowledgement() {
        whenSent(PARTITION, 1, "a", "b", "c");
        assertThat(requests).containsExactly(List.of("a"));

        whenAnswered(new Sent(1, true));
        assertThat(requests).containsExactly(List.of("a"), List.of("b", "c"));

        whenAnswered(new Sent(3, true));
        assertThat(results).containsExactly(new Sent(3, true));
    }

    @Test
    void a_partition_that_has_acknowledged_a_record_gets_all_at_once() {
        givenKnownTo(PARTITION);

        whenSent(PARTITION, 2, "b", "c");

        assertThat(requests).containsExactly(List.of("b", "c"));
    }

    @Test
    void each_partition_has_a_first_record() {
        givenKnownTo(PARTITION);

        whenSent(ANOTHER, 1, "a", "b");

        assertThat(requests).containsExactly(List.of("a"));
    }

    /** A replay may send to the partition while the relay does. */
    @Test
    void what_others_send_to_the_partition_waits_for_the_first_record() {
        whenSent(PARTITION, 1, "a", "b");
        whenSent(PARTITION, 1, "again a", "again b");
        assertThat(requests).containsExactly(List.of("a"));

        whenAnswered(new Sent(1, true));

        assertThat(requests).containsExactlyInAnyOrder(List.of("a"), List.of("b"), List.of("again a", "again b"));
    }

    @Test
    void nothing_follows_a_first_record_that_failed_and_the_next_one_goes_alone_again() {
        whenSent(PARTITION, 1, "a", "b");
        whenAnswered(new Sent(0, false));
        assertThat(results).containsExactly(new Sent(0, false));

        whenSent(PARTITION, 1, "a", "b");

        assertThat(requests).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void what_waits_for_a_first_record_that_failed_has_a_first_record_of_its_own() {
        whenSent(PARTITION, 1, "a", "b");
        whenSent(PARTITION, 1, "again a", "again b");

        whenAnswered(new Sent(0, false));

        assertThat(requests).containsExactly(List.of("a"), List.of("again a"));
    }

    @Test
    void a_failure_among_the_others_makes_the_next_record_a_first_one() {
        givenKnownTo(PARTITION);
        whenSent(PARTITION, 2, "b", "c");
        whenAnswered(new Sent(2, false));
        requests.clear();

        whenSent(PARTITION, 3, "c", "d");

        assertThat(requests).containsExactly(List.of("c"));
    }

    @Test
    void a_broker_that_has_heard_nothing_for_long_may_have_forgotten_the_producer() {
        givenKnownTo(PARTITION);
        now += KNOWN_FOR.toNanos();

        whenSent(PARTITION, 2, "b", "c");

        assertThat(requests).containsExactly(List.of("b"));
    }

    private void givenKnownTo(int partition) {
        whenSent(partition, 1, "a");
        whenAnswered(new Sent(1, true));
        requests.clear();
        results.clear();
    }

    private void whenSent(int partition, long firstPosition, String... records) {
        firstRecords
                .send(partition, firstPosition, List.of(records))
                .subscribe()
                .with(results::add);
    }

    /** Answers the oldest request. */
    private void whenAnswered(Sent answer) {
        unanswered.removeFirst().complete(answer);
    }

    private Uni<Sent> send(List<String> records) {
        return Uni.createFrom().emitter(sender -> {
            requests.add(List.copyOf(records));
            unanswered.add(sender);
        });
    }
}

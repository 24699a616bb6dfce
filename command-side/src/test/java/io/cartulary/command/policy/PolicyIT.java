package io.cartulary.command.policy;

import static io.cartulary.command.eventsourcing.EventStoreContract.by;
import static io.cartulary.command.eventsourcing.EventStoreContract.newStream;
import static io.cartulary.command.eventsourcing.EventStoreContract.turnOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStoreContract;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class PolicyIT {

    private static final Duration PATIENCE = EventStoreContract.PATIENCE;
    private static final Duration A_DAY = Duration.ofDays(1);

    @Inject
    EventStore store;

    @Inject
    PolicyLog log;

    @Inject
    PolicyConfig config;

    private final List<String> brought = new ArrayList<>();

    @BeforeEach
    void the_tables_are_there() {
        Readiness.await();
    }

    @Test
    void every_event_of_its_types_is_brought_in_order_whatever_the_pages() {
        StreamId stream = newStream();
        long first = append(stream, 1, "1").position();
        long last = append(stream, 2, "2", "3", "4", "5").position();

        var reader = new EventReader(log, List.of(listing(EventType.PRODUCT_LISTED)), 2);
        long at = first - 1;
        for (int page = 0; at < last; page++) {
            assertThat(page).as("pages of two for five events").isLessThan(3);
            at = read(reader, stream, at, last);
        }

        assertThat(brought).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void events_of_other_types_are_passed_over_at_once() {
        StreamId stream = newStream();
        long last = append(stream, 1, "1", "2", "3").position();

        var reader = new EventReader(log, List.of(listing(EventType.CART_CREATED)), 2);

        assertThat(read(reader, stream, last - 3, last)).isEqualTo(last);
        assertThat(brought).isEmpty();
    }

    @Test
    void what_fails_is_brought_again_and_what_is_behind_it_waits() {
        StreamId stream = newStream();
        long last = append(stream, 1, "1", "broken", "3").position();
        var broken = new Policy() {
            private boolean mended;

            @Override
            public Set<EventType> when() {
                return Set.of(EventType.PRODUCT_LISTED);
            }

            @Override
            public Uni<Void> then(Envelope event) {
                String name = ((ProductListed) event.event()).name();
                brought.add(name);
                return mended || !name.equals("broken")
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new IllegalStateException("the other end does not answer"));
            }
        };
        var follower =
                new PolicyCursor(new EventReader(log, List.of(broken), 10), stream.partition(), last - 3, config);

        goOn(follower, last);
        assertThat(follower.position()).isEqualTo(last - 3);
        assertThat(brought).containsExactly("1", "broken");

        broken.mended = true;
        await().until(() -> {
            goOn(follower, last);
            return follower.position() == last;
        });

        assertThat(brought).containsExactly("1", "broken", "1", "broken", "3");
    }

    @Test
    void the_next_leader_continues_where_progress_ended_and_a_late_one_does_not_move_it_back() {
        int partition = newStream().partition();
        String reader = "reader-" + UUID.randomUUID().toString().substring(0, 8);

        log.advance(reader, Map.of(partition, 7L)).await().atMost(PATIENCE);
        log.advance(reader, Map.of(partition, 5L)).await().atMost(PATIENCE);

        assertThat(log.progress(reader).await().atMost(PATIENCE)[partition]).isEqualTo(7);
    }

    @Test
    void a_stream_is_idle_when_its_last_event_has_become_old_enough() {
        StreamId resting = newStream();
        Appended last = append(resting, 1, "1", "2");

        assertThat(read(
                        idle(last.recordedAt().plus(A_DAY).minusMillis(1)),
                        resting,
                        last.position() - 2,
                        last.position()))
                .as("position before the time has come")
                .isEqualTo(last.position() - 2);
        assertThat(brought).isEmpty();

        assertThat(read(idle(last.recordedAt().plus(A_DAY)), resting, last.position() - 2, last.position()))
                .as("position when it has")
                .isGreaterThanOrEqualTo(last.position());
        assertThat(brought).contains(resting + " at 2 since " + last.recordedAt());
        assertThat(brought).doesNotContain(resting + " at 1 since " + last.recordedAt());
    }

    @Test
    void streams_of_other_categories_may_rest() {
        StreamId order = new StreamId("order", UUID.randomUUID().toString());
        Appended last = append(order, 1, "1");

        read(idle(last.recordedAt().plus(A_DAY)), order, last.position() - 1, last.position());

        assertThat(brought).doesNotContain(order + " at 1 since " + last.recordedAt());
    }

    private IdleReader idle(Instant now) {
        var policy = new IdlePolicy() {
            @Override
            public String name() {
                return "idle-products";
            }

            @Override
            public String category() {
                return "product";
            }

            @Override
            public Duration idle() {
                return A_DAY;
            }

            @Override
            public Uni<Void> then(StreamId stream, long version, Instant since) {
                brought.add("%s at %d since %s".formatted(stream, version, since));
                return Uni.createFrom().voidItem();
            }
        };
        return new IdleReader(log, policy, Clock.fixed(now, ZoneOffset.UTC), 100);
    }

    private Policy listing(EventType type) {
        return new Policy() {
            @Override
            public Set<EventType> when() {
                return Set.of(type);
            }

            @Override
            public Uni<Void> then(Envelope event) {
                brought.add(((ProductListed) event.event()).name());
                return Uni.createFrom().voidItem();
            }
        };
    }

    private static long read(Reader reader, StreamId stream, long after, long upTo) {
        return reader.read(stream.partition(), after, upTo).await().atMost(PATIENCE);
    }

    private static void goOn(PolicyCursor follower, long upTo) {
        follower.goOn(upTo).await().atMost(PATIENCE);
    }

    private Appended append(StreamId stream, long version, String... names) {
        List<ProductListed> events = IntStream.range(0, names.length)
                .mapToObj(i -> new ProductListed(names[i], EventStoreContract.PRICE))
                .toList();
        return (Appended) store.append(turnOf(stream, version, Instant.EPOCH, events, by(UUID.randomUUID())))
                .await()
                .atMost(PATIENCE);
    }
}

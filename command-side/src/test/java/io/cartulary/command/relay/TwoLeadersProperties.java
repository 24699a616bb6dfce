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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Two replicas publish one partition, both at times in the belief that they lead it: leases end while a batch is half
 * sent, and a suspended leader's records arrive at any later time. Kafka's first records of each position are in order
 * and complete all the same.
 */
class TwoLeadersProperties {

    private static final int STEPS = 300;

    private long committed;
    private final List<Long> kafka = new ArrayList<>();

    @Property(tries = 300)
    void whatever_two_leaders_do_the_first_records_are_in_order_and_complete(@ForAll Random chance) {
        assertThat(firstRecordsAfter(chance, 0)).containsExactlyElementsOf(positions(1, committed));
    }

    /** The property above can fail: a wrong resume rule breaks it. */
    @Example
    void a_leader_that_resumes_too_far_leaves_a_hole() {
        assertThat(firstRecordsAfter(new Random(1), 1)).isNotEqualTo(positions(1, committed));
    }

    private List<Long> firstRecordsAfter(Random chance, int resumeTooFar) {
        committed = 0;
        kafka.clear();
        List<Replica> replicas = List.of(new Replica(resumeTooFar), new Replica(resumeTooFar));
        for (int step = 0; step < STEPS; step++) {
            replicas.get(chance.nextInt(2)).act(chance.nextInt(6));
        }
        replicas.forEach(Replica::arriveAll);
        replicas.getFirst().comeToTheEnd();
        return kafka.stream().distinct().toList();
    }

    /** One of the two, with a producer whose records arrive at any time, but in order. */
    private final class Replica implements PartitionRelay.Progress {

        private final int resumeTooFar;
        private final Queue<Runnable> onTheirWay = new ArrayDeque<>();
        private final Deque<Runnable> reading = new ArrayDeque<>();
        private long now;
        private @Nullable Lease lease;
        private @Nullable PartitionRelay relay;

        private Replica(int resumeTooFar) {
            this.resumeTooFar = resumeTooFar;
        }

        private void act(int what) {
            switch (what) {
                case 0 -> commit();
                case 1 -> lead();
                case 2 -> now += Duration.ofSeconds(7).toNanos();
                case 3 -> look();
                case 4 -> arrive();
                default -> answerRead();
            }
        }

        private void commit() {
            committed += 2;
            if (relay != null) {
                relay.committed(events(committed - 1, committed));
            }
        }

        /**
         * The database gives it the lease, regardless of the other's belief; Kafka's last record gives the position to
         * resume from.
         */
        private void lead() {
            if (lease != null && lease.holds()) {
                lease.renew(now, Duration.ofSeconds(10));
                return;
            }
            if (relay != null) {
                var _ = relay.end();
            }
            lease = new Lease(() -> now, now, Duration.ofSeconds(10));
            long published = kafka.isEmpty() ? 0 : kafka.getLast();
            long from = Math.min(committed, published + resumeTooFar);
            relay = new PartitionRelay(PARTITION, lease, ResumePoint.after(from), this::page, this::send, this, 3, 4);
        }

        private void look() {
            if (relay != null) {
                relay.compare(committed, relay.published());
            }
        }

        private void arrive() {
            Runnable next = onTheirWay.poll();
            if (next != null) {
                next.run();
            }
        }

        private void answerRead() {
            Runnable next = reading.poll();
            if (next != null) {
                next.run();
            }
        }

        private void arriveAll() {
            while (!onTheirWay.isEmpty() || !reading.isEmpty()) {
                arrive();
                answerRead();
            }
        }

        private void comeToTheEnd() {
            now += Duration.ofMinutes(1).toNanos();
            lead();
            look();
            arriveAll();
        }

        private Uni<List<Envelope>> page(int partition, long after, int limit) {
            return Uni.createFrom()
                    .emitter(reader ->
                            reading.add(() -> reader.complete(events(after + 1, Math.min(committed, after + limit)))));
        }

        private Uni<Sent> send(List<Envelope> batch) {
            return Uni.createFrom()
                    .emitter(sender -> batch.forEach(next -> onTheirWay.add(() -> {
                        kafka.add(next.position());
                        acknowledge(batch, next, sender);
                    })));
        }

        private void acknowledge(List<Envelope> batch, Envelope arrived, UniEmitter<? super Sent> sender) {
            if (arrived.equals(event(batch.getLast().position()))) {
                sender.complete(new Sent(arrived.position(), true));
            }
        }

        @Override
        public void published(int partition, long events) {}

        @Override
        public void readFromTable(int partition) {}
    }
}

package io.cartulary.query.projection;

import static java.util.stream.Collectors.toSet;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Tracks the partitions that this replica projects. */
@ApplicationScoped
@Default
@Identifier(Assignments.CHANNEL)
public class Assignments implements KafkaConsumerRebalanceListener {

    /** The incoming channel, and the group's consumer. */
    static final String CHANNEL = "events";

    private final ProjectionConfig config;
    private volatile Assignment current;
    private volatile boolean known;

    Assignments(ProjectionConfig config) {
        this.config = config;
        this.current = new Assignment(Set.of(), config.cachedRows());
    }

    Assignment current() {
        return current;
    }

    /** The state of a partition that this replica projects; empty until it is loaded. */
    public Optional<Partition> find(int partition) {
        return current.find(partition);
    }

    /** The loaded partitions that this replica projects. */
    public Collection<Partition> loaded() {
        return current.loaded();
    }

    /** The partitions that this replica projects. */
    public Set<Integer> partitions() {
        return current.partitions();
    }

    /** Whether this replica projects the partition. */
    public boolean has(int partition) {
        return current.partitions().contains(partition);
    }

    /** The position up to which this replica knows all events in a partition of its own to be visible. */
    public OptionalLong visible(int partition) {
        return find(partition).map(Partition::position).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Whether Kafka has assigned partitions to this replica, possibly none. */
    boolean isKnown() {
        return known;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        change(assigned, Set.of());
        known = true;
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        change(Set.of(), revoked);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
        change(Set.of(), lost);
    }

    /** Discards the in-memory state, because another replica has projected partitions of this one. */
    void renew() {
        change(Set.of(), Set.of());
    }

    private synchronized void change(Collection<TopicPartition> assigned, Collection<TopicPartition> gone) {
        Set<Integer> partitions = new HashSet<>(current.partitions());
        partitions.removeAll(gone.stream().map(TopicPartition::partition).collect(toSet()));
        partitions.addAll(assigned.stream().map(TopicPartition::partition).toList());
        current = new Assignment(partitions, config.cachedRows());
    }
}

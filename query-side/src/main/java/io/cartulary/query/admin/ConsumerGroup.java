package io.cartulary.query.admin;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.Channels;
import io.cartulary.query.http.Problem;
import io.cartulary.query.projection.ConsumerOffsets;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The consumer group as Kafka reports it: the member of each partition, and the lag. */
@ApplicationScoped
class ConsumerGroup {

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(2);
    private static final int MILLIS = (int) TIME_TO_ANSWER.toMillis();

    private final Map<String, Object> broker;
    private final String name;
    private final List<TopicPartition> partitions;
    private @Nullable Admin admin;

    ConsumerGroup(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.incoming.events.group.id") String name,
            @ConfigProperty(name = "mp.messaging.incoming.events.topic") String topic) {
        this.broker = broker;
        this.name = name;
        this.partitions = IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /**
     * @param holder the member that has the partition; empty while the partition has no member
     * @param lag how many records that Kafka still has follow the last commit
     */
    record Share(Optional<MemberDescription> holder, long lag) {}

    /** By partition. Fails with {@link Problem#BROKER_UNAVAILABLE}. */
    Uni<Map<Integer, Share>> shares() {
        return Uni.createFrom()
                .item(this::admin)
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .chain(client -> Uni.combine()
                        .all()
                        .unis(
                                members(client),
                                committed(client),
                                offsets(client, OffsetSpec.earliest()),
                                offsets(client, OffsetSpec.latest()))
                        .asTuple())
                .map(answers -> shares(answers.getItem1(), answers.getItem2(), answers.getItem3(), answers.getItem4()))
                .ifNoItem()
                .after(TIME_TO_ANSWER)
                .fail()
                .onFailure()
                .transform(_ -> Problem.BROKER_UNAVAILABLE.because("Kafka does not answer in time."));
    }

    /** Created at the first use, because it keeps a connection open. */
    private synchronized Admin admin() {
        if (admin == null) {
            Map<String, Object> config = new HashMap<>(broker);
            config.keySet().retainAll(AdminClientConfig.configNames());
            admin = Admin.create(config);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private Map<Integer, Share> shares(
            Map<TopicPartition, MemberDescription> members,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, ListOffsetsResultInfo> beginnings,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return partitions.stream().collect(toMap(TopicPartition::partition, partition -> {
            // A partition has no entry, not even null, before its first commit.
            OffsetAndMetadata place = committed.get(partition);
            long lag = ConsumerOffsets.lag(
                    place == null ? 0 : place.offset(), offset(beginnings.get(partition)), offset(ends.get(partition)));
            return new Share(Optional.ofNullable(members.get(partition)), lag);
        }));
    }

    private static long offset(@Nullable ListOffsetsResultInfo found) {
        return found == null ? 0 : found.offset();
    }

    private Uni<Map<TopicPartition, MemberDescription>> members(Admin client) {
        return asked(client.describeConsumerGroups(List.of(name), new DescribeConsumerGroupsOptions().timeoutMs(MILLIS))
                        .all())
                .map(groups -> groups.values().stream()
                        .flatMap(group -> group.members().stream())
                        .flatMap(member -> member.assignment().topicPartitions().stream()
                                .map(partition -> Map.entry(partition, member)))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one)));
    }

    private Uni<Map<TopicPartition, OffsetAndMetadata>> committed(Admin client) {
        return asked(client.listConsumerGroupOffsets(name, new ListConsumerGroupOffsetsOptions().timeoutMs(MILLIS))
                .partitionsToOffsetAndMetadata());
    }

    private Uni<Map<TopicPartition, ListOffsetsResultInfo>> offsets(Admin client, OffsetSpec wanted) {
        return asked(client.listOffsets(
                        partitions.stream().collect(toMap(identity(), _ -> wanted)),
                        new ListOffsetsOptions().timeoutMs(MILLIS))
                .all());
    }

    private static <T> Uni<T> asked(KafkaFuture<T> answer) {
        return Uni.createFrom().completionStage(answer.toCompletionStage());
    }
}

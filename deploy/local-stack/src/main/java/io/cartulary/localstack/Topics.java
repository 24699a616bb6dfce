package io.cartulary.localstack;

import io.cartulary.contracts.Channels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics by the contract. */
public final class Topics {

    private Topics() {}

    /**
     * For the topics of commands. There are few commands, and those of one key are in order in any number of
     * partitions.
     */
    private static final int COMMAND_PARTITIONS = 3;

    /**
     * Creates a world's topics, unless they exist: {@link Channels#PARTITIONS} partitions for the events, which are
     * kept for ever.
     *
     * @param bootstrap {@code host:port} of a broker
     */
    public static void create(String bootstrap, World world) throws InterruptedException {
        try (Admin admin = admin(bootstrap)) {
            create(admin, world.topic(), Channels.PARTITIONS);
            for (String name : List.of(world.commandsTopic(), world.refusedTopic(), world.setAsideTopic())) {
                create(admin, name, COMMAND_PARTITIONS);
            }
        } catch (ExecutionException refusal) {
            throw refused(bootstrap, refusal);
        }
    }

    /** Creates a topic for events, unless it exists. */
    public static void create(String bootstrap, String events) throws InterruptedException {
        try (Admin admin = admin(bootstrap)) {
            create(admin, events, Channels.PARTITIONS);
        } catch (ExecutionException refusal) {
            throw refused(bootstrap, refusal);
        }
    }

    private static Failure refused(String bootstrap, ExecutionException refusal) {
        return new Failure("Kafka at %s rejects the creation of a topic: %s".formatted(bootstrap, refusal.getCause()));
    }

    private static void create(Admin admin, String name, int partitions)
            throws InterruptedException, ExecutionException {
        var topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refusal) {
            if (!(refusal.getCause() instanceof TopicExistsException)) {
                throw refusal;
            }
        }
    }

    /** Kafka loads its plug-ins from the context class loader, which in a Quarkus test has another Kafka client. */
    private static Admin admin(String bootstrap) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Admin.class.getClassLoader());
        try {
            return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

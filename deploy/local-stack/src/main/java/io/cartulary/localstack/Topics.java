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

/** Topics as the contract wants them. */
public final class Topics {

    private Topics() {}

    /**
     * Creates a topic for events, {@link Channels#PARTITIONS} partitions kept for ever, unless there is one already.
     *
     * @param bootstrap {@code host:port} of a broker
     */
    public static void create(String bootstrap, String name) throws InterruptedException {
        var topic = new NewTopic(name, Optional.of(Channels.PARTITIONS), Optional.of((short) 1))
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        try (Admin admin = admin(bootstrap)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException refusal) {
            if (!(refusal.getCause() instanceof TopicExistsException)) {
                throw new Failure(
                        "Kafka at %s refuses to create topic %s: %s".formatted(bootstrap, name, refusal.getCause()));
            }
        }
    }

    /** Kafka looks its plug-ins up in the context class loader, which in a Quarkus test has a Kafka client of its own. */
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

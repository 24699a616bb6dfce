package io.cartulary.service.process;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses Kafka's newer consumer protocol (KIP-848, {@code group.protocol=consumer}) at start. With it the broker sets the
 * session's timeout and the heartbeat's interval, which the services set themselves, and Kafka's client would fail in the
 * background.
 */
@ApplicationScoped
public class GroupProtocol {

    private static final String NAME = "group.protocol";

    /** Ahead of the channels, at 1000. */
    private static final int BEFORE_THE_CHANNELS = 2;

    /** Fails with the name of the setting. */
    public void check(@Observes @Priority(BEFORE_THE_CHANNELS) StartupEvent started, Config config) {
        check(config);
    }

    static void check(Config config) {
        Stream.concat(
                        Stream.of("kafka." + NAME),
                        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                                .filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith("." + NAME)))
                .filter(name -> config.getOptionalValue(name, String.class)
                        .filter(value -> !value.equalsIgnoreCase("classic"))
                        .isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(
                            "%s has to be classic: the services set session.timeout.ms and heartbeat.interval.ms, which Kafka's consumer protocol (KIP-848) does not permit"
                                    .formatted(name));
                });
    }
}

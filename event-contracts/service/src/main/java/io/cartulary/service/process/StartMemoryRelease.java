package io.cartulary.service.process;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Releases the memory that only the start has needed. */
@ApplicationScoped
public class StartMemoryRelease {

    public void start(
            @Observes StartupEvent started,
            @ConfigProperty(name = "cartulary.start-memory.given-back-after", defaultValue = "3s") Duration after) {
        StartMemory.giveBackAfter(after);
    }
}

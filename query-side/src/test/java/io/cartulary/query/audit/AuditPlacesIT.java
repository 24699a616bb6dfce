package io.cartulary.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Readiness;
import io.cartulary.query.History;
import io.cartulary.query.OneWorld;
import io.cartulary.query.audit.AuditPlaces.Place;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.Timeline;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a replica continues that audits partitions of others. The topic has no partitions of these numbers. */
@QuarkusTest
@TestProfile(OneWorld.class)
class AuditPlacesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant SINCE = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-11-20T12:00:00Z");
    private static final int ONE = 1000;
    private static final int OTHER = 1001;
    private static final int NEW = 1002;

    @Inject
    AuditPlaces places;

    @Inject
    Timeline timeline;

    @Inject
    Store store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void it_continues_at_the_earliest_place_of_its_partitions() {
        List<StreamId> streams = streams();
        store(ONE, new Place(streams.getLast(), SINCE, BEFORE));
        store(OTHER, new Place(streams.getFirst(), SINCE.plusSeconds(1), BEFORE.plusSeconds(1)));

        assertThat(places.of(List.of(ONE)).await().atMost(PATIENCE))
                .isEqualTo(new Place(streams.getLast(), SINCE, BEFORE));
        assertThat(places.of(List.of(ONE, OTHER)).await().atMost(PATIENCE))
                .isEqualTo(new Place(streams.getFirst(), SINCE, BEFORE));
    }

    @Test
    void with_a_partition_that_was_never_audited_it_begins_at_the_start() {
        store(ONE, new Place(streams().getLast(), SINCE, BEFORE));

        assertThat(places.of(List.of(ONE, NEW)).await().atMost(PATIENCE)).isEqualTo(new Place(null, SINCE, null));
    }

    private void store(int partition, Place place) {
        places.store(List.of(partition), place).await().atMost(PATIENCE);
    }

    /** Two streams, in the order in which the timeline lists them. */
    private List<StreamId> streams() {
        for (int i = 0; i < 2; i++) {
            var stream = new StreamId("cart", UUID.randomUUID().toString());
            new History()
                    .record(stream, new CartCreated(new Owner.Customer("alice"), Currency.getInstance("EUR")))
                    .forEach(
                            event -> store.write(timeline.append(event)).await().atMost(PATIENCE));
        }
        return timeline.streams(Optional.empty(), 2).await().atMost(PATIENCE);
    }
}

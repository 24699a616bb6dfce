package io.cartulary.command.eventlog;

import static io.cartulary.command.eventsourcing.EventStoreContract.aProductIsListed;
import static io.cartulary.command.eventsourcing.EventStoreContract.thenPositionsHaveNoGap;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStoreContract;
import io.cartulary.contracts.Envelope;
import io.cartulary.localstack.LocalStackResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EventLogIT implements EventStoreContract {

    @Inject
    EventStore store;

    @Inject
    Database database;

    @Inject
    EventLogConfig config;

    @Inject
    Event<Committed> committed;

    @Override
    public EventStore store() {
        return store;
    }

    @BeforeEach
    void the_tables_are_there() {
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void positions_have_no_gap_when_two_replicas_append_at_once() {
        var otherReplica = new EventLog(database, config, committed, new SimpleMeterRegistry());
        int appends = 200;

        List<Appended> appended = Multi.createFrom()
                .range(0, appends)
                .onItem()
                .transformToUni(i ->
                        (i % 2 == 0 ? store : otherReplica).append(aProductIsListed(EventStoreContract.newStream())))
                .merge(16)
                .onItem()
                .castTo(Appended.class)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        assertThat(appended).hasSize(appends);
        thenPositionsHaveNoGap(log());
    }

    private List<Envelope> log() {
        return database.execute(EventRows.SELECT + " ORDER BY partition_no, position", Tuple.tuple())
                .map(EventRows::envelopes)
                .await()
                .atMost(PATIENCE);
    }
}

package io.cartulary.journeys;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.faults.Profile;
import io.cartulary.journeys.TraceReceiver.Received;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request's trace shows its effects in both services. */
@Tag(Profile.ON_BINARIES_TOO)
class TraceJourneyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();
    private static final String COMMANDS = "cartulary-command-side";
    private static final String QUERIES = "cartulary-query-side";

    @Test
    void one_trace_leads_from_a_request_through_mysql_and_kafka_to_cassandra() throws Exception {
        Files.createDirectories(LOGS);
        Endpoints endpoints = LocalStack.joinOrStart();
        World world = World.prepared(endpoints);
        try (var receiver = new TraceReceiver()) {
            var environment = new HashMap<>(endpoints.environment(world));
            environment.putAll(receiver.environment());
            Service commands = Service.of(Side.COMMAND, 0, environment, LOGS.resolve("traced-command-side.log"));
            Service queries = Service.of(Side.QUERY, 0, environment, LOGS.resolve("traced-query-side.log"));
            commands.startWithoutWaiting();
            queries.startWithoutWaiting();
            try {
                commands.awaitReady();
                queries.awaitReady();
                var shop = new Shop(commands.uri() + "/commands/v1", queries.uri() + "/queries/v1");
                String sku = shop.givenAProduct(300);
                String cart = shop.givenACart();
                String token = shop.whenAnItemIsAdded(cart, sku, 1);
                shop.thenTheCart(cart, token).then().statusCode(200);

                await().atMost(PATIENCE).untilAsserted(() -> thenTheTraceIsWhole(receiver.spans(), world.topic()));
            } finally {
                commands.kill();
                queries.kill();
            }
        }
    }

    private static void thenTheTraceIsWhole(List<Received> all, String topic) {
        List<Received> requests = all.stream()
                .filter(span -> span.kind() == SPAN_KIND_SERVER
                        && span.name().startsWith("POST")
                        && span.name().endsWith("/items"))
                .toList();
        assertThat(requests).as("spans of the request").hasSize(1);
        Received request = requests.getFirst();
        List<Received> trace = all.stream()
                .filter(span -> span.trace().equals(request.trace()))
                .toList();

        assertThat(request.service()).isEqualTo(COMMANDS);
        Received append = part(trace, request, COMMANDS, SPAN_KIND_INTERNAL, "append");
        part(trace, append, COMMANDS, SPAN_KIND_CLIENT, "INSERT events");
        Received send = part(trace, request, COMMANDS, SPAN_KIND_PRODUCER, "send " + topic);
        Received project = part(trace, send, QUERIES, SPAN_KIND_CONSUMER, "project");
        part(trace, project, QUERIES, SPAN_KIND_CLIENT, "write views");
        assertThat(trace).as("all of the trace").hasSize(6);
    }

    private static Received part(List<Received> trace, Received whole, String service, SpanKind kind, String name) {
        List<Received> parts = trace.stream()
                .filter(span -> span.isPartOf(whole))
                .filter(span -> span.kind() == kind && span.name().equals(name))
                .toList();
        assertThat(parts)
                .as("%s as a part of %s, in %s", name, whole.name(), trace)
                .hasSize(1);
        assertThat(parts.getFirst().service()).isEqualTo(service);
        return parts.getFirst();
    }
}

package io.cartulary.journeys;

import static java.util.Comparator.comparingLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Takes traces as a collector does: OTLP over HTTP, in Protobuf. */
final class TraceReceiver implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    /**
     * A span.
     *
     * @param service that it comes from
     * @param parent the id of the span that it is part of; empty when it begins the trace
     */
    record Received(
            String service, String trace, String id, String parent, Span.SpanKind kind, String name, long startedAt) {

        private static Received of(String service, Span span) {
            return new Received(
                    service,
                    HEX.formatHex(span.getTraceId().toByteArray()),
                    HEX.formatHex(span.getSpanId().toByteArray()),
                    HEX.formatHex(span.getParentSpanId().toByteArray()),
                    span.getKind(),
                    span.getName(),
                    span.getStartTimeUnixNano());
        }

        boolean isPartOf(Received other) {
            return trace.equals(other.trace()) && parent.equals(other.id());
        }
    }

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** Has a service send its traces here. */
    Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf");
    }

    /** In the order in which they began. */
    List<Received> spans() {
        return received.stream().sorted(comparingLong(Received::startedAt)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().stream()
                    .flatMap(TraceReceiver::spans)
                    .forEach(received::add);
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Stream<Received> spans(ResourceSpans resource) {
        String service = resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        return resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> Received.of(service, span));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.cartulary.query.projection;

import io.cartulary.contracts.KafkaBinding;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.service.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The spans of the traced events of one batch. All of them are projected together, so each trace shows the time of the whole
 * batch: that is how long its event has taken.
 */
final class ProjectionSpans {

    private final List<Span> projecting;

    private ProjectionSpans(List<Span> projecting) {
        this.projecting = projecting;
    }

    /** Does the work in a span for each traced event. */
    static <T> Uni<T> around(List<PositionedEvent> events, Function<ProjectionSpans, Uni<T>> work) {
        var spans = new ProjectionSpans(started(events));
        return spans.projecting.isEmpty()
                ? work.apply(spans)
                : Traces.ending(spans.projecting, Uni.createFrom().deferred(() -> work.apply(spans)));
    }

    private static List<Span> started(List<PositionedEvent> events) {
        List<Span> started = List.of();
        for (PositionedEvent event : events) {
            String trace = Traces.sampled(KafkaBinding.traceparent(event.raw()));
            if (trace != null) {
                started = started.isEmpty() ? new ArrayList<>() : started;
                started.add(Traces.start("project", SpanKind.CONSUMER, trace)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.name", "process")
                        .setAttribute("messaging.destination.name", event.raw().topic())
                        .setAttribute("messaging.destination.partition.id", Integer.toString(event.partition()))
                        .setAttribute("messaging.kafka.offset", event.offset())
                        .setAttribute("cartulary.type", event.envelope().type())
                        .setAttribute("cartulary.stream", event.streamId().toString())
                        .setAttribute("cartulary.position", event.position()));
            }
        }
        return started;
    }

    /** What Cassandra has to do with it, in a span of its own within each of these. */
    <T> Uni<T> writing(Uni<T> write) {
        List<Span> writing = projecting.stream()
                .map(span -> Traces.start("write views", SpanKind.CLIENT, Traces.of(span))
                        .setAttribute("db.system.name", "cassandra"))
                .toList();
        return Traces.ending(writing, write);
    }
}

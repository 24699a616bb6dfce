package io.cartulary.command.relay;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.service.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The spans of the traced events of one batch, from when it is handed over until Kafka has acknowledged it. */
final class PublishSpans {

    private final String topic;
    private final List<Publishing> spans = new ArrayList<>();

    private record Publishing(long position, Span span) {}

    PublishSpans(String topic) {
        this.topic = topic;
    }

    /** The event as it is to be sent: where it is traced, its record continues the trace from here. */
    ProducerRecord<String, String> publish(Envelope event) {
        String trace = Traces.sampled(event.traceparent());
        if (trace == null) {
            return KafkaBinding.toRecord(topic, event);
        }
        Span span = Traces.start("send " + topic, SpanKind.PRODUCER, trace)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.destination.partition.id", Integer.toString(event.partition()))
                .setAttribute("messaging.message.id", event.eventId().toString())
                .setAttribute("cartulary.position", event.position());
        spans.add(new Publishing(event.position(), span));
        return KafkaBinding.toTracedRecord(topic, event, Traces.of(span));
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** @param sent how far the batch came; null when that is unknown */
    void end(@Nullable Sent sent) {
        for (Publishing publishing : spans) {
            if (sent == null || publishing.position() > sent.upTo()) {
                publishing.span().setStatus(StatusCode.ERROR);
            }
            publishing.span().end();
        }
    }
}

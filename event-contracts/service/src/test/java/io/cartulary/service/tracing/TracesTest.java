package io.cartulary.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final String TRACE = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";

    @Test
    void a_request_that_is_sampled_has_a_trace() {
        try (Scope _ = span(TraceFlags.getSampled()).makeCurrent()) {
            assertThat(Traces.current()).isEqualTo(TRACE);
        }
    }

    @Test
    void a_request_that_is_not_sampled_or_not_traced_has_none() {
        try (Scope _ = span(TraceFlags.getDefault()).makeCurrent()) {
            assertThat(Traces.current()).isNull();
        }
        assertThat(Traces.current()).isNull();
    }

    @Test
    void a_trace_from_elsewhere_is_taken_when_it_is_sampled() {
        assertThat(Traces.sampled(TRACE)).isEqualTo(TRACE);
        assertThat(Traces.sampled(TRACE.replaceFirst("01$", "03"))).isNotNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
            })
    void anything_else_is_no_trace(@Nullable String traceparent) {
        assertThat(Traces.sampled(traceparent)).isNull();
    }

    /** Where tracing is off, what a command over Kafka brought along goes on to its events all the same. */
    @Test
    void a_span_that_is_not_recorded_passes_its_trace_on() {
        Span span = Traces.start("nothing", SpanKind.INTERNAL, TRACE);

        assertThat(span.isRecording()).isFalse();
        assertThat(Traces.of(span)).isEqualTo(TRACE);
        Traces.end(span, new IllegalStateException());
    }

    private static Span span(TraceFlags flags) {
        return Span.wrap(SpanContext.create(TRACE_ID, SPAN_ID, flags, TraceState.getDefault()));
    }
}

package io.cartulary.service.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Traces that outlive a request, because its events carry them: as the header {@code traceparent} of W3C Trace Context
 * (section 3.2), version 00. A trace that is not sampled is none here, so an event of it carries nothing. Where tracing is
 * switched off, no request has a trace, and spans of traces that come with events or commands are not recorded.
 */
public final class Traces {

    private static final String INSTRUMENTATION = "io.cartulary";

    private static final Pattern SAMPLED =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f][13579bdf]");

    private Traces() {}

    /** The trace of the request that is at work; null when it has none. */
    public static @Nullable String current() {
        SpanContext current = Span.current().getSpanContext();
        return current.isSampled() ? text(current) : null;
    }

    /** A trace that came from elsewhere, if it is one that is sampled; else null. */
    public static @Nullable String sampled(@Nullable String traceparent) {
        return traceparent != null && SAMPLED.matcher(traceparent).matches() ? traceparent : null;
    }

    /**
     * Begins a span, which has to be ended.
     *
     * @param traceparent what it is part of; anything that is not the text of a sampled trace begins a trace of its own
     */
    public static Span start(String name, SpanKind kind, String traceparent) {
        SpanBuilder builder =
                GlobalOpenTelemetry.getTracer(INSTRUMENTATION).spanBuilder(name).setSpanKind(kind);
        Matcher parent = SAMPLED.matcher(traceparent);
        return parent.matches()
                ? builder.setParent(Context.root().with(Span.wrap(remote(parent))))
                        .startSpan()
                : builder.setNoParent().startSpan();
    }

    /** The trace as it is to be continued from this span. */
    public static String of(Span span) {
        return text(span.getSpanContext());
    }

    /** Ends a span. */
    public static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            // not its message, which may quote data
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    /** Ends spans that have begun with the work, when it completes, fails or is cancelled. */
    public static <T> Uni<T> ending(List<Span> spans, Uni<T> work) {
        return spans.isEmpty()
                ? work
                : work.onTermination().invoke((_, failure, _) -> spans.forEach(span -> end(span, failure)));
    }

    private static SpanContext remote(Matcher parent) {
        return SpanContext.createFromRemoteParent(
                parent.group(1), parent.group(2), TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static String text(SpanContext context) {
        return "00-" + context.getTraceId() + '-' + context.getSpanId() + '-'
                + context.getTraceFlags().asHex();
    }
}

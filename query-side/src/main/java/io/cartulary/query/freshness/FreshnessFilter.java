package io.cartulary.query.freshness;

import io.cartulary.query.http.Problem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.cartulary.service.process.ShortestWait;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Delays a query with a {@code Consistency-Token} until the token's position is visible. */
class FreshnessFilter {

    static final String WAIT = "wait";

    private final Waiters waiters;
    private final FreshnessConfig config;

    FreshnessFilter(Waiters waiters, FreshnessConfig config) {
        this.waiters = waiters;
        this.config = config;
    }

    @ServerRequestFilter
    @Nullable
    Uni<Response> await(ContainerRequestContext request) {
        Duration wait = wait(request.getUriInfo().getQueryParameters().getFirst(WAIT));
        String header = request.getHeaderString(ConsistencyToken.HEADER);
        if (header == null) {
            return null;
        }
        ConsistencyToken token = ConsistencyToken.parse(header)
                .orElseThrow(() -> Violation.of(
                                ConsistencyToken.HEADER,
                                ViolationCode.WRONG_FORMAT,
                                "is not a token of a command's answer: <partition>:<position>.")
                        .problem());
        if (waiters.areTooMany()) {
            throw Problem.TOO_MANY_WAITING.because("More than %d queries are waiting.".formatted(config.waiters()));
        }
        return waiters.until(token)
                .ifNoItem()
                .after(ShortestWait.atLeast(wait))
                .failWith(() -> notYetVisible(token, wait))
                .map(_ -> null);
    }

    private RuntimeException notYetVisible(ConsistencyToken token, Duration waited) {
        long visible = waiters.visible(token.partition());
        return Problem.NOT_YET_VISIBLE
                .builder("waited %s for position %d of partition %d, which is visible up to %d"
                        .formatted(waited, token.position(), token.partition(), visible))
                .with("partition", token.partition())
                .with("position", token.position())
                .with("visible", visible)
                .with("behind", token.position() - visible)
                .build();
    }

    private Duration wait(@Nullable String text) {
        return text == null
                ? config.defaultWait()
                : duration(text)
                        .filter(wait -> !wait.isNegative() && wait.compareTo(config.longestWait()) <= 0)
                        .orElseThrow(() -> Violation.of(
                                        WAIT,
                                        ViolationCode.OUT_OF_RANGE,
                                        "is not a duration up to %s, such as 2s, 500ms or PT2S."
                                                .formatted(config.longestWait()))
                                .problem());
    }

    /** An ISO 8601 duration, whose prefix is optional: {@code 2s} is {@code PT2S}; or milliseconds. */
    private static Optional<Duration> duration(String text) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            if (upper.matches("\\d{1,9}MS")) {
                return Optional.of(Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2))));
            }
            return Optional.of(Duration.parse(upper.startsWith("P") ? upper : "PT" + upper));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

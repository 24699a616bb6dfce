package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Locale;

/**
 * A kind of problem (RFC 9457): a constant of an enum. Its code is permanent, and clients may rely on it; titles and
 * details are for people and may change. The title is derived from the code, so that one code has one title in both
 * services.
 */
public interface ProblemType {

    /** The member of a problem with the code. */
    String CODE = "code";

    /** The default number of seconds until a retry, and the minimum. */
    int RETRY_AFTER_SECONDS = 1;

    /** The enum constant's name; {@link Enum} provides it. */
    String name();

    /** The HTTP status. */
    int status();

    /** A description, for lack of a more precise one. */
    String summary();

    /** In lower-case kebab: {@code no-such-cart}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code No such cart}. */
    default String title() {
        return titleOf(code());
    }

    /** The title for a code. */
    static String titleOf(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }

    /** With that detail, to be thrown. */
    default HttpProblem because(String detail) {
        return builder(detail).build();
    }

    /** With its {@link #summary}, to be thrown. */
    default HttpProblem problem() {
        return because(summary());
    }

    /** With its {@link #summary} and that pause until a retry, to be thrown. */
    default HttpProblem after(Duration pause) {
        long seconds =
                Math.max(RETRY_AFTER_SECONDS, pause.plusSeconds(1).minusNanos(1).toSeconds());
        return builder(summary()).withHeader(HttpHeaders.RETRY_AFTER, seconds).build();
    }

    /** To be completed and thrown. If a retry may help, it has the time until then. */
    default HttpProblem.Builder builder(String detail) {
        HttpProblem.Builder builder = HttpProblem.builder()
                .withStatus(status())
                .withTitle(title())
                .withDetail(detail)
                .with(CODE, code());
        return status() == 429 || status() == 503
                ? builder.withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : builder;
    }
}

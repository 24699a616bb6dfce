package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Locale;

/**
 * A kind of problem (RFC 9457): a constant of an enum. Its code is permanent, and clients may rely on it; titles and
 * details are for people and may change. The title follows from the code, so that one code has one title, whoever
 * answers it.
 */
public interface ProblemType {

    /** The member of a problem that holds the code. */
    String CODE = "code";

    /** In how many seconds to try again, unless something better is known; and the least that is said. */
    int RETRY_AFTER_SECONDS = 1;

    /** The enum constant's name; {@link Enum} provides it. */
    String name();

    /** The HTTP status. */
    int status();

    /** What it is about, as long as nothing more precise is known. */
    String summary();

    /** In lower-case kebab: {@code no-such-cart}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code No such cart}. */
    default String title() {
        return titleOf(code());
    }

    /** The title that belongs to a code. */
    static String titleOf(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }

    /** To be thrown. */
    default HttpProblem because(String detail) {
        return builder(detail).build();
    }

    /** To be thrown, with its {@link #summary}. */
    default HttpProblem problem() {
        return because(summary());
    }

    /** To be thrown, with its {@link #summary}, when it is worth trying again after that pause. */
    default HttpProblem after(Duration pause) {
        long seconds =
                Math.max(RETRY_AFTER_SECONDS, pause.plusSeconds(1).minusNanos(1).toSeconds());
        return builder(summary()).withHeader(HttpHeaders.RETRY_AFTER, seconds).build();
    }

    /** To be completed and thrown. Where trying again may help, it says when. */
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

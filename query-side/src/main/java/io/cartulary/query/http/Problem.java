package io.cartulary.query.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Locale;

/** What can go wrong with a query. The code is permanent; titles and details are for people and may change. */
public enum Problem {
    MALFORMED_REQUEST(400, "The request is malformed"),
    UNAUTHENTICATED(401, "Nobody is known to be asking"),
    KEYS_UNAVAILABLE(503, "Nobody can be known to be asking yet"),
    NO_SUCH_CART(404, "There is no such cart"),
    NO_SUCH_ORDER(404, "There is no such order"),
    NO_SUCH_CUSTOMER(404, "There is no such customer"),
    NO_SUCH_PRODUCT(404, "There is no such product"),
    NO_SUCH_VERSION(404, "There is no such version yet"),
    NOT_IN_QUARANTINE(404, "The stream is not in quarantine"),
    NO_SUCH_REBUILD(404, "There is no such rebuild, or there was another one since"),
    REBUILD_UNDER_WAY(409, "Another rebuild is not over yet"),
    REBUILD_ELSEWHERE(409, "The rebuild is not where that can be done"),
    REBUILD_DIFFERS(409, "The new rows differ from the living ones"),
    TOO_MANY_REQUESTS(429, "Too many requests of one caller"),
    TOO_MANY_STREAMS(429, "The caller follows too many streams already"),
    TOO_MANY_READERS(503, "Too many follow streams already"),
    TOO_MANY_EVENTS(422, "That would be more events than are folded for one query"),
    NOT_YET_VISIBLE(503, "What the token stands for is not visible yet"),
    TOO_MANY_WAITING(503, "Too many queries are waiting already"),
    BROKER_UNAVAILABLE(503, "Kafka can't be reached"),
    STORE_UNAVAILABLE(503, "The store of the views can't be reached");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable member {@code code} of the problem detail: {@code no-such-cart}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** To be thrown. */
    public HttpProblem because(String detail) {
        return builder(detail).build();
    }

    /** To be completed and thrown. */
    public HttpProblem.Builder builder(String detail) {
        HttpProblem.Builder builder = HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .with(Problems.CODE, code());
        return status == 503 || status == 429 ? builder.withHeader("Retry-After", 1) : builder;
    }
}

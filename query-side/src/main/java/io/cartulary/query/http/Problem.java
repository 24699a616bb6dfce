package io.cartulary.query.http;

import io.cartulary.service.http.ProblemType;

/** The problems of queries, besides those that both services share. */
public enum Problem implements ProblemType {
    NO_SUCH_CART(404, "There is no such cart."),
    NO_SUCH_ORDER(404, "There is no such order."),
    NO_SUCH_CUSTOMER(404, "There is no such customer."),
    NO_SUCH_PRODUCT(404, "There is no such product."),
    NO_SUCH_PROMOTION(404, "There is no such promotion."),
    NO_SUCH_CODE(404, "The promotion has no such code."),
    NO_SUCH_SHIPPING_METHOD(404, "There is no such shipping method."),
    NO_SUCH_TAX_RATES(404, "There are no tax rates of this country or region."),
    NO_SUCH_VERSION(404, "The version does not exist yet."),
    NOT_IN_QUARANTINE(404, "The stream is not in quarantine."),
    NO_SUCH_REBUILD(404, "There is no such rebuild, or a later rebuild has replaced it."),
    REBUILD_UNDER_WAY(409, "Another rebuild is in progress."),
    REBUILD_ELSEWHERE(409, "The state of the rebuild does not permit this."),
    REBUILD_DIFFERS(409, "The new rows differ from the active ones."),
    TOO_MANY_STREAMS(429, "The caller follows too many streams."),
    TOO_MANY_READERS(503, "Too many readers follow streams."),
    TOO_MANY_EVENTS(422, "The query needs more events than one query may fold."),
    NOT_YET_VISIBLE(503, "The command of the token is not visible yet."),
    TOO_MANY_WAITING(503, "Too many queries are waiting."),
    TIMELINE_INCOMPLETE(503, "Events of the stream are missing in the timeline. An operator has to repair it."),
    EVENTS_DISCARDED(409, "Events of the stream were discarded. A rebuild writes them again."),
    BROKER_UNAVAILABLE(503, "Kafka is not available.");

    private final int status;
    private final String summary;

    Problem(int status, String summary) {
        this.status = status;
        this.summary = summary;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String summary() {
        return summary;
    }
}

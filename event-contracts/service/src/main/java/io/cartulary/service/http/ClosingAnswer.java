package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem for a request that no resource gets to see, with which its connection ends: the rest of it is not worth reading. */
public final class ClosingAnswer {

    private ClosingAnswer() {}

    /** Answers with the problem and closes the connection. */
    public static void refuse(RoutingContext context, HttpProblem problem) {
        HttpServerResponse response = context.response().setStatusCode(problem.getStatusCode());
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        var body = new JsonObject()
                .put("status", problem.getStatusCode())
                .put("title", problem.getTitle())
                .put("detail", problem.getDetail())
                .put("instance", context.request().path());
        problem.getParameters().forEach(body::put);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .endHandler(_ -> context.request().connection().close())
                .end(body.encode());
    }
}

package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** A problem for a request that no resource gets to see. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    /** Answers with it. */
    public static void send(RoutingContext context, HttpProblem problem) {
        prepare(context, problem).end(body(context, problem));
    }

    /** Answers with it, and closes the connection: the rest of the request is not worth reading. */
    public static void sendAndClose(RoutingContext context, HttpProblem problem) {
        prepare(context, problem)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .endHandler(_ -> context.request().connection().close())
                .end(body(context, problem));
    }

    /** A problem's members, but for the path that was called. */
    public static Map<String, Object> members(HttpProblem problem) {
        var members = new LinkedHashMap<String, Object>();
        members.put("status", problem.getStatusCode());
        members.put("title", String.valueOf(problem.getTitle()));
        members.put("detail", String.valueOf(problem.getDetail()));
        members.putAll(problem.getParameters());
        return members;
    }

    private static HttpServerResponse prepare(RoutingContext context, HttpProblem problem) {
        HttpServerResponse response = context.response().setStatusCode(problem.getStatusCode());
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    }

    private static String body(RoutingContext context, HttpProblem problem) {
        var body = new JsonObject();
        members(problem).forEach(body::put);
        return body.put("instance", String.valueOf(context.request().path())).encode();
    }
}

package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers a request that reaches no resource with a problem. */
public final class ProblemAnswer {

    /** How long the rest of a rejected request is read and discarded. */
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private ProblemAnswer() {}

    /** Sends the problem. */
    public static void send(RoutingContext context, HttpProblem problem) {
        prepare(context, problem).end(body(context, problem));
    }

    /**
     * Sends the problem, and closes the connection once the rest of the request has come, or after {@link #LINGERING}:
     * a connection that is closed earlier is reset, and a client that still sends may lose the answer (RFC 9112,
     * section 9.6).
     */
    public static void sendAndClose(RoutingContext context, HttpProblem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = prepare(context, problem).putHeader(HttpHeaders.CONNECTION, "close");
        if (request.isEnded()) {
            response.endHandler(_ -> request.connection().close());
        } else {
            linger(context.vertx(), request);
        }
        response.end(body(context, problem));
    }

    private static void linger(Vertx vertx, HttpServerRequest request) {
        long timer =
                vertx.setTimer(LINGERING.toMillis(), _ -> request.connection().close());
        request.handler(_ -> {}).endHandler(_ -> {
            vertx.cancelTimer(timer);
            // the answer is sent first
            vertx.runOnContext(_ -> request.connection().close());
        });
        request.resume();
    }

    /** A problem's members, without the path of the request. */
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

package io.cartulary.service.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request's path and accepted media types before any other code: a command whose answer the caller would not
 * accept is not carried out, and metrics have every request's route, regardless of its result.
 */
@ApplicationScoped
public class RouteFilter {

    /** Before bodies are checked, and after CORS, whose headers every answer has. */
    private static final int PRIORITY = 900;

    /** The path of Quarkus' health, metrics and OpenAPI document, which no proxy makes public. */
    private static final String NON_APPLICATION = "/q";

    /** The property that Quarkus' metrics read the route of a request from. */
    static final String TEMPLATE = "UrlPathTemplate";

    /** The metrics' name for an unknown path. */
    static final String NO_ROUTE = "NOT_FOUND";

    private final Routes routes;

    public RouteFilter(Routes routes) {
        this.routes = routes;
    }

    public void register(@Observes Filters filters) {
        filters.register(this::screen, PRIORITY);
    }

    private void screen(RoutingContext context) {
        String path = context.request().path();
        if (path == null || hasDots(path)) {
            nameRoute(context, NO_ROUTE);
            ProblemAnswer.send(
                    context, EdgeProblem.MALFORMED_REQUEST.because("A path can't contain the segments . and .. ."));
        } else if (path.equals(NON_APPLICATION) || path.startsWith(NON_APPLICATION + '/')) {
            context.next();
        } else {
            Optional<Route> route = routes.find(context.normalizedPath());
            nameRoute(context, route.map(Route::template).orElse(NO_ROUTE));
            HttpMethod method = context.request().method();
            if (method.equals(HttpMethod.OPTIONS) && route.isPresent()) {
                tellMethods(context, route.get());
            } else {
                negotiate(context, route.flatMap(found -> found.operation(method.name())));
            }
        }
    }

    /** The framework's own answer has the methods of the longer paths, too. */
    private static void tellMethods(RoutingContext context, Route route) {
        context.response()
                .putHeader(HttpHeaders.ALLOW, route.allowed())
                .setStatusCode(204)
                .end();
    }

    private static void negotiate(RoutingContext context, Optional<Route.Operation> operation) {
        HttpServerRequest request = context.request();
        List<String> accept = request.headers().getAll(HttpHeaders.ACCEPT);
        if (operation.isEmpty() || accept.isEmpty()) {
            context.next();
            return;
        }
        List<String> offered = operation.get().mediaTypes();
        Optional<MediaRanges> ranges = MediaRanges.parse(String.join(",", accept));
        Optional<String> best = ranges.flatMap(taken -> taken.best(offered));
        if (best.isPresent()) {
            // a parameter, such as a charset, would otherwise come back in the Content-Type
            request.headers().set(HttpHeaders.ACCEPT, best.get());
            context.next();
        } else {
            ProblemAnswer.send(
                    context,
                    EdgeProblem.NOT_ACCEPTABLE.because(
                            ranges.isEmpty()
                                    ? "The header Accept is malformed."
                                    : "The answer is " + String.join(" or ", offered) + '.'));
        }
    }

    /** A proxy that selects a service by path prefix would not see where such a path leads. */
    private static boolean hasDots(String path) {
        return Stream.of(path.split("/", -1))
                .map(segment -> segment.replaceAll("(?i)%2e", ".").replaceFirst(";.*", ""))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private static void nameRoute(RoutingContext context, String template) {
        ((HttpServerRequestInternal) context.request()).context().putLocal(TEMPLATE, template);
    }

    /** The template of the request's route. */
    static @Nullable String template(HttpServerRequest request) {
        return ((HttpServerRequestInternal) request).context().getLocal(TEMPLATE);
    }
}

package io.cartulary.service.http;

import io.cartulary.service.http.Route.Operation;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Rejects unknown parameters of an operation, and known parameters and headers that are empty or repeated: a misspelt
 * filter would silently not filter, and a precondition without a value would silently have no effect.
 */
public class ParameterFilter {

    private final Routes routes;

    public ParameterFilter(Routes routes) {
        this.routes = routes;
    }

    /** After the filters that authenticate the caller, and before those that read parameters. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 100)
    public void check(ContainerRequestContext request, HttpServerRequest connection) {
        @Nullable String template = RouteFilter.template(connection);
        Optional<Operation> operation = template == null
                ? Optional.empty()
                : routes.of(template).flatMap(route -> route.operation(request.getMethod()));
        operation.ifPresent(known -> {
            reject(EdgeProblem.MALFORMED_HEADER, headers(known, request.getHeaders()));
            reject(
                    EdgeProblem.MALFORMED_REQUEST,
                    query(known, request.getUriInfo().getQueryParameters()));
        });
    }

    private static void reject(EdgeProblem type, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Violation.problem(type, violations);
        }
    }

    private static List<Violation> headers(Operation known, MultivaluedMap<String, String> sent) {
        return known.headers().stream()
                .filter(sent::containsKey)
                .flatMap(name -> oneValue(name, sent.getOrDefault(name, List.of())))
                .toList();
    }

    private static List<Violation> query(Operation known, MultivaluedMap<String, String> sent) {
        var violations = new ArrayList<Violation>();
        sent.forEach((name, values) -> {
            if (known.queryParameters().contains(name)) {
                violations.addAll(oneValue(name, values).toList());
            } else {
                violations.add(Violation.of(name, ViolationCode.UNKNOWN, "is not known. " + known(known)));
            }
        });
        return violations;
    }

    private static String known(Operation operation) {
        return operation.queryParameters().isEmpty()
                ? "There are no query parameters here."
                : "There are " + String.join(", ", new TreeSet<>(operation.queryParameters())) + '.';
    }

    private static Stream<Violation> oneValue(String name, List<String> values) {
        if (values.size() > 1) {
            return Stream.of(Violation.of(name, ViolationCode.REPEATED, "occurs more than once."));
        }
        return values.getFirst().isBlank()
                ? Stream.of(Violation.of(name, ViolationCode.MISSING, "has no value."))
                : Stream.empty();
    }
}

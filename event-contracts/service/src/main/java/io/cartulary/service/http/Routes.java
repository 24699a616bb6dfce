package io.cartulary.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.service.http.Route.Operation;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The paths of this service, from the OpenAPI document, which is made from the resources when the service is built. It
 * is read at first use.
 */
@Singleton
public class Routes {

    private static final String DOCUMENT = OpenApiConstants.BASE_NAME + ".JSON";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String JSON = "application/json";

    private final Supplier<JsonNode> document;
    private volatile @Nullable List<Route> routes;

    @Inject
    public Routes() {
        this(Routes::read);
    }

    Routes(Supplier<JsonNode> document) {
        this.document = document;
    }

    /** The route of a path, with or without a slash at its end. */
    public Optional<Route> find(String path) {
        String bare = path.startsWith("/") ? path.substring(1) : path;
        List<String> segments =
                List.of((bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare).split("/", -1));
        return all().stream().filter(route -> route.matches(segments)).findFirst();
    }

    /** The route with that template. */
    public Optional<Route> of(String template) {
        return all().stream().filter(route -> route.template().equals(template)).findFirst();
    }

    /** Concurrent readers of the document get equal results. */
    private List<Route> all() {
        List<Route> all = routes;
        if (all == null) {
            all = routes(document.get());
            routes = all;
        }
        return all;
    }

    private static List<Route> routes(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .map(path -> new Route(path.getKey(), operations(document, path.getValue())))
                .sorted(Comparator.comparingLong(Route::parameters))
                .toList();
    }

    private static JsonNode read() {
        ClassLoader loader = Objects.requireNonNullElseGet(
                OpenApiConstants.classLoader, () -> Thread.currentThread().getContextClassLoader());
        try (InputStream document = loader.getResourceAsStream(DOCUMENT)) {
            return new JsonMapper().readTree(Objects.requireNonNull(document, DOCUMENT));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Operation> operations(JsonNode document, JsonNode path) {
        var operations = new HashMap<String, Operation>();
        path.propertyStream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.put(
                        member.getKey().toUpperCase(Locale.ROOT), operation(document, path, member.getValue())));
        return operations;
    }

    private static Operation operation(JsonNode document, JsonNode path, JsonNode operation) {
        var query = new HashSet<String>();
        var headers = new HashSet<String>();
        Stream.concat(elements(path.path("parameters")), elements(operation.path("parameters")))
                .map(parameter -> resolved(document, parameter))
                .forEach(parameter -> {
                    String name = parameter.path("name").asText();
                    switch (parameter.path("in").asText()) {
                        case "query" -> query.add(name);
                        case "header" -> headers.add(name);
                        default -> {
                            // the path's parameters are in its template
                        }
                    }
                });
        return new Operation(Set.copyOf(query), Set.copyOf(headers), mediaTypes(operation));
    }

    private static List<String> mediaTypes(JsonNode operation) {
        var types = new ArrayList<String>();
        operation
                .path("responses")
                .propertyStream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response ->
                        response.getValue().path("content").fieldNames().forEachRemaining(types::add));
        return types.isEmpty() ? List.of(JSON) : types.stream().distinct().toList();
    }

    private static JsonNode resolved(JsonNode document, JsonNode parameter) {
        return parameter.has("$ref")
                ? document.at(parameter.path("$ref").asText().substring(1))
                : parameter;
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

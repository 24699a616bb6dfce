package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services' resources offer leads through the Ingress or the HTTPRoutes of an overlay to the service that has it. */
final class Routes {

    private static final List<String> SERVICES = List.of("command-side", "query-side");
    private static final Pattern PLACE = Pattern.compile("(?m)^@Path\\(\"([^\"]+)\"\\)");
    private static final Pattern METHOD = Pattern.compile("(?m)^ {4}@(GET|HEAD|POST|PUT|PATCH|DELETE)$");

    private Routes() {}

    /** As a resource has it: {@code /queries/v1/carts/{id}}, without what its methods add. */
    private record Operation(String service, String method, String path) {
        @Override
        public String toString() {
            return method + " " + path + " of the " + service;
        }
    }

    static Stream<String> findings(Overlay overlay) {
        return SERVICES.stream()
                .flatMap(service -> operations(overlay.checkout(), service))
                .filter(operation -> !isRouted(overlay, operation))
                .map(operation -> "no route leads to " + operation);
    }

    private static Stream<Operation> operations(Path checkout, String service) {
        try (Stream<Path> files = Files.walk(checkout.resolve(service).resolve("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith("Resource.java"))
                    .map(References::text)
                    .flatMap(source -> operations(service, source))
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Operation> operations(String service, String source) {
        return PLACE.matcher(source)
                .results()
                .flatMap(place -> METHOD.matcher(source)
                        .results()
                        .map(method -> new Operation(service, method.group(1), place.group(1))));
    }

    private static boolean isRouted(Overlay overlay, Operation operation) {
        Stream<Boolean> byIngress = overlay.all("Ingress")
                .flatMap(ingress -> each(ingress.at("/spec/rules")))
                .flatMap(rule -> each(rule.at("/http/paths")))
                .filter(path -> path.at("/backend/service/name").asText().equals(operation.service()))
                .map(path -> isBelow(operation, path.path("path")));
        Stream<Boolean> byRoute = overlay.all("HTTPRoute")
                .flatMap(route -> each(route.at("/spec/rules")))
                .filter(rule -> rule.at("/backendRefs/0/name").asText().equals(operation.service()))
                .flatMap(rule -> each(rule.path("matches")))
                .map(match -> match.path("method").asText(operation.method()).equals(operation.method())
                        && isBelow(operation, match.at("/path/value")));
        return Stream.concat(byIngress, byRoute).anyMatch(leads -> leads);
    }

    private static boolean isBelow(Operation operation, JsonNode prefix) {
        return (operation.path() + "/").startsWith(prefix.asText() + "/");
    }
}

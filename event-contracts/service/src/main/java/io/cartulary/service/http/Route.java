package io.cartulary.service.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A path of a service, with its operations.
 *
 * @param template with its parameters in braces: {@code /commands/v1/carts/{id}}
 * @param operations by method, in capitals
 */
public record Route(String template, List<String> segments, Map<String, Operation> operations) {

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    /**
     * The permitted parts of a request.
     *
     * @param queryParameters their names
     * @param headers the names of those that the operation reads
     * @param mediaTypes of its answers
     */
    public record Operation(Set<String> queryParameters, Set<String> headers, List<String> mediaTypes) {}

    Route(String template, Map<String, Operation> operations) {
        this(template, List.of(template.substring(1).split("/", -1)), Map.copyOf(operations));
    }

    /** HEAD is GET without its body. */
    public Optional<Operation> operation(String method) {
        return Optional.ofNullable(operations.get(method.equals(HEAD) ? GET : method));
    }

    /** The value of the header {@code Allow} (RFC 9110, section 10.2.1). */
    public String allowed() {
        var methods = new TreeSet<>(operations.keySet());
        methods.add("OPTIONS");
        if (methods.contains(GET)) {
            methods.add(HEAD);
        }
        return String.join(", ", methods);
    }

    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!isParameter(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The number of segments that are parameters: of two matching routes, the one with fewer is chosen. */
    long parameters() {
        return segments.stream().filter(Route::isParameter).count();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}

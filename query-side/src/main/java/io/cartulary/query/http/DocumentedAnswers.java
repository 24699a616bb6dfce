package io.cartulary.query.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Documents in the OpenAPI document, once for all operations, which problems they answer, with an example for each code.
 * What an operation's own description of a status names in {@code `backticks`} is a code of that status, too.
 */
public class DocumentedAnswers implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    /** What every operation may answer. */
    private static final Map<Integer, List<String>> OF_ALL = Map.of(
            400, List.of(Problem.MALFORMED_REQUEST.code()),
            401, List.of(Problem.UNAUTHENTICATED.code()),
            403, List.of("forbidden"),
            404, List.of("not-found"),
            406, List.of("not-acceptable"),
            429, List.of(Problem.TOO_MANY_REQUESTS.code()),
            503, List.of(Problem.KEYS_UNAVAILABLE.code(), Problem.STORE_UNAVAILABLE.code()));

    private static final Map<String, Problem> KNOWN =
            Arrays.stream(Problem.values()).collect(Collectors.toMap(Problem::code, problem -> problem));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema(PROBLEM, problem());
        document.getComponents().removeSchema("HttpProblem");
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(DocumentedAnswers::document);
    }

    private static void document(Operation operation) {
        var codes = new TreeMap<Integer, Set<String>>();
        OF_ALL.forEach((status, all) -> codes.put(status, new LinkedHashSet<>(all)));
        operation.getResponses().getAPIResponses().forEach((status, own) -> {
            if (status.matches("[45]\\d\\d")) {
                codes.computeIfAbsent(Integer.valueOf(status), _ -> new LinkedHashSet<>())
                        .addAll(named(own));
            }
        });
        codes.forEach((status, all) ->
                operation.getResponses().addAPIResponse(status.toString(), response(operation, status, all)));
    }

    private static List<String> named(APIResponse response) {
        @Nullable String description = response.getDescription();
        return description == null
                ? List.of()
                : CODE.matcher(description)
                        .results()
                        .map((MatchResult code) -> code.group(1))
                        .toList();
    }

    private static APIResponse response(Operation operation, int status, Set<String> codes) {
        MediaType body =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        codes.forEach(code -> body.addExample(code, OASFactory.createExample().value(value(status, code))));
        @Nullable APIResponse own = operation.getResponses().getAPIResponse(Integer.toString(status));
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        own != null && !named(own).isEmpty()
                                ? own.getDescription()
                                : codes.stream().map(code -> '`' + code + '`').collect(Collectors.joining(", ")))
                .content(OASFactory.createContent().addMediaType("application/problem+json", body));
        return status == 429 || status == 503
                ? response.addHeader(
                        "Retry-After", OASFactory.createHeader().description("In how many seconds to try again"))
                : response;
    }

    private static Map<String, Object> value(int status, String code) {
        @Nullable Problem known = KNOWN.get(code);
        var value = new LinkedHashMap<String, Object>();
        value.put("status", status);
        value.put("title", known == null ? code.replace('-', ' ') : known.title());
        value.put("code", code);
        return value;
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What went wrong (RFC 9457). The code is permanent; title and detail are for people.")
                .addProperty("status", of(SchemaType.INTEGER, "As in the status line"))
                .addProperty("title", of(SchemaType.STRING, "What kind of problem it is"))
                .addProperty("detail", of(SchemaType.STRING, "What it is about this time"))
                .addProperty("instance", of(SchemaType.STRING, "The path that was called"))
                .addProperty(
                        "code", of(SchemaType.STRING, "What programs go by").pattern("[a-z]+(-[a-z]+)*"))
                .addRequired("status")
                .addRequired("title")
                .addRequired("code");
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}

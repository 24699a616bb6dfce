package io.cartulary.service.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
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
public final class DocumentedProblems {

    private static final String PROBLEM = "Problem";
    private static final String VIOLATION = "Violation";
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    private static final List<ProblemType> OF_ALL = List.of(
            EdgeProblem.MALFORMED_REQUEST,
            EdgeProblem.UNAUTHENTICATED,
            EdgeProblem.FORBIDDEN,
            EdgeProblem.NOT_FOUND,
            EdgeProblem.NOT_ACCEPTABLE,
            EdgeProblem.TOO_MANY_REQUESTS,
            EdgeProblem.KEYS_UNAVAILABLE,
            EdgeProblem.STORE_UNAVAILABLE);

    private static final List<ProblemType> WITH_BODY =
            List.of(EdgeProblem.BODY_TOO_LARGE, EdgeProblem.UNSUPPORTED_MEDIA_TYPE);

    private final Map<String, ProblemType> known = new TreeMap<>();
    private final List<Extension> extensions;

    /**
     * A further member that problems of one type have (RFC 9457, section 3.2).
     *
     * @param schema says what it is
     */
    public record Extension(ProblemType type, String member, Schema schema, Object example) {}

    /** @param own the problems of one service, beside those of {@link EdgeProblem} */
    public DocumentedProblems(Stream<? extends ProblemType> own, List<Extension> extensions) {
        Stream.concat(Stream.of(EdgeProblem.values()), own).forEach(type -> known.putIfAbsent(type.code(), type));
        this.extensions = extensions;
    }

    /** @param further problems of an operation, beside what it says itself and what all answer */
    public void describe(OpenAPI document, Function<Operation, Stream<? extends ProblemType>> further) {
        document.getComponents().addSchema(PROBLEM, problem());
        document.getComponents().addSchema(VIOLATION, violation());
        document.getComponents().removeSchema("HttpProblem");
        document.getComponents().removeSchema("HttpValidationProblem");
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> describe(operation, further.apply(operation)));
    }

    private void describe(Operation operation, Stream<? extends ProblemType> further) {
        Stream<ProblemType> common = operation.getRequestBody() == null
                ? OF_ALL.stream()
                : Stream.concat(OF_ALL.stream(), WITH_BODY.stream());
        Stream.<Stream<? extends ProblemType>>of(common, own(operation), further)
                .<ProblemType>flatMap(Function.identity())
                .collect(groupingBy(ProblemType::status, TreeMap::new, toList()))
                .forEach((status, all) ->
                        operation.getResponses().addAPIResponse(status.toString(), response(operation, status, all)));
    }

    private Stream<ProblemType> own(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().matches("[45]\\d\\d"))
                .flatMap(response -> codes(response.getValue()));
    }

    private Stream<ProblemType> codes(APIResponse response) {
        String description = response.getDescription();
        return description == null
                ? Stream.of()
                : CODE.matcher(description).results().map(code -> known(code.group(1)));
    }

    private ProblemType known(String code) {
        ProblemType type = known.get(code);
        if (type == null) {
            throw new IllegalArgumentException("an operation documents a code that no problem has: " + code);
        }
        return type;
    }

    private APIResponse response(Operation operation, int status, List<? extends ProblemType> types) {
        MediaType body =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        types.forEach(
                type -> body.addExample(type.code(), OASFactory.createExample().value(example(type))));
        APIResponse own = operation.getResponses().getAPIResponse(Integer.toString(status));
        @Nullable String description = own == null ? null : own.getDescription();
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        description != null && description.contains("`")
                                ? description
                                : types.stream()
                                        .map(type -> '`' + type.code() + '`')
                                        .distinct()
                                        .collect(joining(", ")))
                .content(OASFactory.createContent().addMediaType("application/problem+json", body));
        return status == 429 || status == 503
                ? response.addHeader(
                        "Retry-After", OASFactory.createHeader().description("In how many seconds to try again"))
                : response;
    }

    private Map<String, Object> example(ProblemType type) {
        var value = new LinkedHashMap<String, Object>();
        value.put("status", type.status());
        value.put("title", type.title());
        value.put("detail", type.summary());
        value.put("code", type.code());
        if (type == EdgeProblem.MALFORMED_REQUEST) {
            value.put(
                    Violation.MEMBER,
                    List.of(Map.of(
                            "pointer", "/quantity", "code", "wrong-type", "detail", "has to be a whole number.")));
        }
        extensions.stream()
                .filter(extension -> extension.type().equals(type))
                .forEach(extension -> value.put(extension.member(), extension.example()));
        return value;
    }

    private Schema problem() {
        Schema problem = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What went wrong (RFC 9457). The code is permanent; title and detail are for people.")
                .addProperty("status", of(SchemaType.INTEGER, "As in the status line"))
                .addProperty("title", of(SchemaType.STRING, "The code in words"))
                .addProperty("detail", of(SchemaType.STRING, "What it is about this time"))
                .addProperty("instance", of(SchemaType.STRING, "The path that was called"))
                .addProperty(
                        "code", of(SchemaType.STRING, "What programs go by").enumeration(List.copyOf(known.keySet())))
                .addProperty(
                        Violation.MEMBER,
                        of(
                                        SchemaType.ARRAY,
                                        "Of `malformed-request` and `malformed-header`: what is wrong with which part")
                                .items(OASFactory.createSchema().ref(VIOLATION)))
                .addRequired("status")
                .addRequired("title")
                .addRequired("detail")
                .addRequired("code");
        extensions.forEach(extension -> problem.addProperty(extension.member(), extension.schema()));
        return problem;
    }

    private static Schema violation() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What is wrong with one part of a request")
                .addProperty(
                        "pointer",
                        of(SchemaType.STRING, "Where in the body, a JSON pointer (RFC 6901); empty for the whole body")
                                .addExample("/lines/0/quantity"))
                .addProperty("parameter", of(SchemaType.STRING, "Or which parameter or header"))
                .addProperty(
                        "code",
                        of(SchemaType.STRING, "In which way it is wrong")
                                .enumeration(Stream.of(ViolationCode.values())
                                        .<Object>map(ViolationCode::code)
                                        .toList()))
                .addProperty("detail", of(SchemaType.STRING, "One sentence without its subject"))
                .addRequired("code")
                .addRequired("detail");
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}

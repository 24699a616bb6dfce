package io.cartulary.service.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemType;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Documents the problems that each operation answers, with an example for each code. A code that an operation's own
 * description of a status has in {@code `backticks`} is a code of that status, too.
 */
public final class DocumentedProblems {

    static final String PROBLEM = "Problem";
    private static final String PROBLEM_CODE = "ProblemCode";
    private static final String VIOLATION = "Violation";
    private static final String VIOLATION_CODE = "ViolationCode";
    private static final String EXAMPLES = "#/components/examples/";
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
     * @param schema describes it
     */
    public record Extension(ProblemType type, String member, Schema schema, Object example) {}

    /** @param own the problems of one service, besides those of {@link EdgeProblem} */
    public DocumentedProblems(Stream<? extends ProblemType> own, List<Extension> extensions) {
        Stream.concat(Stream.of(EdgeProblem.values()), own).forEach(type -> known.putIfAbsent(type.code(), type));
        this.extensions = extensions;
    }

    /** @param further problems of an operation, beside those that it describes itself and those of all operations */
    public void describe(OpenAPI document, Function<Operation, Stream<? extends ProblemType>> further) {
        document.getComponents()
                .addSchema(PROBLEM, problem())
                .addSchema(PROBLEM_CODE, problemCode())
                .addSchema(VIOLATION, violation())
                .addSchema(VIOLATION_CODE, violationCode());
        SchemaWalk.operations(document).forEach(operation -> describe(operation, further.apply(operation)));
        addExamples(document);
    }

    private void addExamples(OpenAPI document) {
        Set<String> used = SchemaWalk.operations(document)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().values().stream())
                .filter(body -> body.getExamples() != null)
                .flatMap(body -> body.getExamples().values().stream())
                .map(Example::getRef)
                .collect(Collectors.toSet());
        known.values().stream()
                .filter(type -> used.contains(EXAMPLES + type.code()))
                .forEach(type -> document.getComponents()
                        .addExample(type.code(), OASFactory.createExample().value(value(type))));
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
        MediaType body = OASFactory.createMediaType().schema(ref(PROBLEM));
        types.forEach(type -> body.addExample(type.code(), example(type)));
        APIResponse own = operation.getResponses().getAPIResponse(Integer.toString(status));
        @Nullable String description = own == null ? null : own.getDescription();
        APIResponse response = OASFactory.createAPIResponse()
                .description(description(description, types))
                .content(OASFactory.createContent().addMediaType("application/problem+json", body));
        return status == 429 || status == 503
                ? response.addHeader(
                        "Retry-After",
                        OASFactory.createHeader()
                                .description("The number of seconds after which to try again")
                                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)))
                : response;
    }

    /** All codes, those that the operation describes first, in its own words. */
    private static String description(@Nullable String own, List<? extends ProblemType> types) {
        String described = own != null && own.contains("`") ? own : "";
        String others = types.stream()
                .map(type -> '`' + type.code() + '`')
                .distinct()
                .filter(code -> !described.contains(code))
                .collect(joining(", "));
        return Stream.of(described, others).filter(some -> !some.isEmpty()).collect(joining("; "));
    }

    /** Those of a service's own enumeration stand once in the document, as most operations answer them. */
    private Example example(ProblemType type) {
        return type instanceof Enum<?>
                ? OASFactory.createExample().ref(EXAMPLES + type.code())
                : OASFactory.createExample().value(value(type));
    }

    private Map<String, Object> value(ProblemType type) {
        var value = new LinkedHashMap<String, Object>();
        value.put("status", type.status());
        value.put("title", type.title());
        value.put("detail", type.summary());
        value.put("code", type.code());
        if (type == EdgeProblem.MALFORMED_REQUEST) {
            value.put(
                    Violation.MEMBER,
                    List.of(new TreeMap<>(Map.of(
                            "pointer", "/quantity", "code", "wrong-type", "detail", "has to be a whole number."))));
        }
        extensions.stream()
                .filter(extension -> extension.type().equals(type))
                .forEach(extension -> value.put(extension.member(), extension.example()));
        return value;
    }

    private Schema problem() {
        Schema problem = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(
                        "A problem (RFC 9457). The code is permanent; title and detail are for people and may change.")
                .addProperty("status", of(SchemaType.INTEGER, "The HTTP status"))
                .addProperty("title", of(SchemaType.STRING, "The code in words"))
                .addProperty("detail", of(SchemaType.STRING, "The cause of this problem, for people"))
                .addProperty("instance", of(SchemaType.STRING, "The path of the request"))
                .addProperty("code", ref(PROBLEM_CODE))
                .addProperty(
                        Violation.MEMBER,
                        of(
                                        SchemaType.ARRAY,
                                        "The parts of the request that are wrong, for `malformed-request` and `malformed-header`")
                                .items(ref(VIOLATION)))
                .required(List.of("status", "title", "detail", "code"));
        extensions.forEach(extension -> problem.addProperty(extension.member(), extension.schema()));
        return problem;
    }

    private Schema problemCode() {
        return of(SchemaType.STRING, "The kind of problem, for programs").enumeration(List.copyOf(known.keySet()));
    }

    private static Schema violation() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("A part of a request that is wrong: of the body (`pointer`), or a parameter or header")
                .addProperty(
                        "pointer",
                        of(SchemaType.STRING, "The JSON pointer (RFC 6901) into the body; empty for the whole body")
                                .addExample("/lines/0/quantity"))
                .addProperty("parameter", of(SchemaType.STRING, "The name of the parameter or header"))
                .addProperty("code", ref(VIOLATION_CODE))
                .addProperty("detail", of(SchemaType.STRING, "What is wrong, as a sentence without its subject"))
                .required(List.of("code", "detail"));
    }

    private static Schema violationCode() {
        return of(SchemaType.STRING, "The kind of violation, for programs")
                .enumeration(Stream.of(ViolationCode.values())
                        .<Object>map(ViolationCode::code)
                        .toList());
    }

    private static Schema ref(String schema) {
        return OASFactory.createSchema().ref(schema);
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}

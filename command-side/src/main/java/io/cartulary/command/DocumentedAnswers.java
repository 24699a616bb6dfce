package io.cartulary.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.cartulary.command.cart.CartRejection;
import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.product.ProductRejection;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * Documents in the OpenAPI document, once for all operations, what they answer: the headers of success, and every problem
 * with its status and an example for its code. What an operation's own description of a status names in
 * {@code `backticks`} is a code of that status, too.
 */
public class DocumentedAnswers implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    private record Problem(int status, String code, String detail) {}

    private static final List<Problem> OF_ALL = List.of(
            new Problem(400, "malformed-request", "Line 1, column 14: this is not JSON."),
            new Problem(401, "unauthenticated", "This takes a bearer token."),
            new Problem(403, "forbidden", "The caller has not the role for it."),
            new Problem(404, "not-found", "There is nothing under this path."),
            new Problem(406, "not-acceptable", "Answers are application/json."),
            new Problem(429, "too-many-requests", "Too many requests of one caller. Try again after a pause."),
            new Problem(503, "ending", "This replica is ending. Nothing has happened; another one takes it."),
            new Problem(503, "keys-unavailable", "The keys to verify tokens with are not there yet. Try again."),
            new Problem(503, "store-unavailable", "The event log does not answer. Try again."));

    private static final List<Problem> WITH_BODY = List.of(
            new Problem(413, "body-too-large", "A body has 262144 bytes at most."),
            new Problem(415, "unsupported-media-type", "Bodies are application/json."));

    private static final List<Problem> OF_COMMANDS = List.of(
            new Problem(400, "malformed-header", "If-Match takes one version in quotes, such as \"3\"."),
            new Problem(412, "stale-version", "It is at version 4 by now."),
            new Problem(422, "idempotency-key-reused", "This Idempotency-Key was used before, for another wish."),
            new Problem(503, "overloaded", "Too much is waiting to be stored. Nothing of this was; try again."));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema(PROBLEM, problem());
        document.getComponents().removeSchema("HttpProblem");
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(DocumentedAnswers::document);
    }

    private static void document(Operation operation) {
        String tag = operation.getTags().getFirst();
        Stream<Problem> problems = Stream.concat(OF_ALL.stream(), own(operation));
        if (operation.getRequestBody() != null) {
            problems = Stream.concat(problems, WITH_BODY.stream());
        }
        if (!tag.equals(Tags.OPERATOR)) {
            describeSuccess(operation);
            problems = Stream.concat(problems, Stream.concat(OF_COMMANDS.stream(), refusals(tag)));
        }
        problems.collect(groupingBy(Problem::status, TreeMap::new, toList()))
                .forEach((status, all) ->
                        operation.getResponses().addAPIResponse(status.toString(), response(operation, status, all)));
    }

    private static void describeSuccess(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, success) -> {
            if (status.startsWith("2")) {
                success.addHeader("ETag", OASFactory.createHeader().description("The version afterwards, in quotes"))
                        .addHeader(
                                "Consistency-Token",
                                OASFactory.createHeader()
                                        .description("For a query that shall have seen this: <partition>:<position>"));
            }
        });
    }

    private static Stream<Problem> own(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("4"))
                .flatMap(response -> CODE.matcher(response.getValue().getDescription())
                        .results()
                        .map(code -> new Problem(
                                Integer.parseInt(response.getKey()),
                                code.group(1),
                                response.getValue().getDescription())));
    }

    /** A tag may say more precisely what it is about behind a colon. */
    private static Stream<Problem> refusals(String tag) {
        Rejection[] refusals = switch (tag.replaceFirst(":.*", "")) {
            case Tags.PRODUCTS -> ProductRejection.values();
            case Tags.CARTS -> CartRejection.values();
            case Tags.ORDERS -> OrderRejection.values();
            default -> throw new IllegalArgumentException("nobody knows why there are refusals of " + tag);
        };
        return Stream.of(refusals)
                .map(refusal -> new Problem(status(refusal.kind()), refusal.code(), refusal.reason()));
    }

    private static int status(Rejection.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
        };
    }

    private static APIResponse response(Operation operation, int status, List<Problem> problems) {
        MediaType body =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        problems.forEach(problem ->
                body.addExample(problem.code(), OASFactory.createExample().value(value(problem))));
        @Nullable APIResponse own = operation.getResponses().getAPIResponse(Integer.toString(status));
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        own != null && own.getDescription().contains("`")
                                ? own.getDescription()
                                : problems.stream()
                                        .map(problem -> '`' + problem.code() + '`')
                                        .distinct()
                                        .collect(joining(", ")))
                .content(OASFactory.createContent().addMediaType("application/problem+json", body));
        return status == 429 || status == 503
                ? response.addHeader(
                        "Retry-After", OASFactory.createHeader().description("In how many seconds to try again"))
                : response;
    }

    private static Map<String, Object> value(Problem problem) {
        var value = new LinkedHashMap<String, Object>();
        value.put("status", problem.status());
        value.put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase());
        value.put("detail", problem.detail());
        value.put("code", problem.code());
        if (problem.status() == 412) {
            value.put("version", 4);
            value.put(
                    "since",
                    List.of(Map.of(
                            "version", 4,
                            "type", "cart.item-added.v1",
                            "recordedAt", "2026-11-23T12:00:00Z",
                            "actor", "customer:alice")));
        }
        return value;
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What went wrong (RFC 9457). The code is permanent; title and detail are for people.")
                .addProperty("status", of(SchemaType.INTEGER, "As in the status line"))
                .addProperty("title", of(SchemaType.STRING, "The status in words"))
                .addProperty("detail", of(SchemaType.STRING, "What it is about this time"))
                .addProperty("instance", of(SchemaType.STRING, "The path that was called"))
                .addProperty(
                        "code", of(SchemaType.STRING, "What programs go by").pattern("[a-z]+(-[a-z]+)*"))
                .addProperty("version", of(SchemaType.INTEGER, "Of `stale-version`: the present one"))
                .addProperty("since", of(SchemaType.ARRAY, "Of `stale-version`: the events in between"))
                .addProperty(
                        "violations", of(SchemaType.ARRAY, "Of `malformed-request`: what is wrong with which member"))
                .addRequired("status")
                .addRequired("title")
                .addRequired("code");
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}

package io.cartulary.command.http;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Documents in the OpenAPI document what every command may answer, so that no resource has to repeat it. */
public class CommandResponses implements OASFilter {

    private static final Map<String, String> PROBLEMS = new TreeMap<>(
            Map.of(
                    "400", "`malformed-request`, `malformed-header`, or a value that no state would permit",
                    "404", "What it is about is not there",
                    "409", "The present state does not permit it",
                    "412", "`stale-version`: it is not at the version of `If-Match`; with the events that came `since`",
                    "413", "`body-too-large`",
                    "422", "`idempotency-key-reused`: the key was used before, for another wish",
                    "503",
                            "`overloaded`, `store-unavailable`: try again after `Retry-After`, with the same `Idempotency-Key`"));

    /** The tag of what an operator does: no command, and documented where it is. */
    public static final String OPERATOR = "Operator";

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getTags() != null && operation.getTags().contains(OPERATOR)) {
            return operation;
        }
        APIResponses responses = operation.getResponses();
        responses.getAPIResponses().forEach((status, success) -> {
            if (status.startsWith("2")) {
                success.addHeader("ETag", OASFactory.createHeader().description("The version afterwards, in quotes"))
                        .addHeader(
                                "Consistency-Token",
                                OASFactory.createHeader()
                                        .description("For a query that shall have seen this: <partition>:<position>"));
            }
        });
        PROBLEMS.forEach((status, description) -> responses.addAPIResponse(status, problem(description)));
        return operation;
    }

    private static APIResponse problem(String description) {
        Content content = OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("HttpProblem")));
        return OASFactory.createAPIResponse().description(description).content(content);
    }
}

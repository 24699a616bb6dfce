package io.cartulary.service.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a document needs so that clients generated from it are usable and stay the same. Linters check what any document
 * needs; a service whose document breaks one of these rules is not built.
 */
final class DocumentRules {

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z]+([A-Z][a-z]+)*");
    private static final Pattern SCHEMA_NAME = Pattern.compile("([A-Z]+[a-z]*)+");
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final List<String> NEEDED = List.of("400", "401", "403", "404", "406", "414", "429", "431", "503");
    private static final List<String> NEEDED_WITH_BODY = List.of("413", "415");

    private final OpenAPI document;
    private final List<String> broken = new ArrayList<>();

    private DocumentRules(OpenAPI document) {
        this.document = document;
    }

    /** The rules that the document breaks, and where. */
    static List<String> broken(OpenAPI document) {
        var rules = new DocumentRules(document);
        rules.checkOperations();
        rules.checkSchemas();
        return rules.broken;
    }

    private void checkOperations() {
        Set<String> ids = new HashSet<>();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    String where = method + " " + path;
                    checkIdentity(operation, where, ids);
                    checkResponses(operation, where);
                }));
    }

    private void checkIdentity(Operation operation, String where, Set<String> ids) {
        @Nullable String id = operation.getOperationId();
        demand(id != null && CAMEL_CASE.matcher(id).matches(), where, "has no operation id in camelCase");
        demand(id == null || ids.add(id), where, "has the operation id of another operation: " + id);
        demand(isText(operation.getSummary()), where, "has no summary");
        demand(isText(operation.getDescription()), where, "has no description");
        SchemaWalk.parameters(operation).forEach(parameter -> {
            demand(
                    isText(parameter.getDescription()),
                    where,
                    "has a parameter without a description: " + parameter.getName());
            demand(isTyped(parameter.getSchema()), where, "has a parameter without a type: " + parameter.getName());
        });
    }

    private static boolean isTyped(@Nullable Schema schema) {
        return schema != null && (schema.getRef() != null || schema.getType() != null);
    }

    private void checkResponses(Operation operation, String where) {
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        demand(
                responses.keySet().stream().anyMatch(status -> status.startsWith("2")),
                where,
                "does not document its success");
        Stream.concat(NEEDED.stream(), operation.getRequestBody() == null ? Stream.of() : NEEDED_WITH_BODY.stream())
                .forEach(status -> demand(responses.containsKey(status), where, "does not document " + status));
        responses.forEach((status, response) -> {
            String answer = where + " " + status;
            if (response.getRef() != null) {
                demand(isComponent(response.getRef()), answer, "is a response that does not exist");
                return;
            }
            demand(isText(response.getDescription()), answer, "has no description");
            if (status.startsWith("4") || status.startsWith("5")) {
                checkProblem(response, status, answer);
            } else if (!status.equals("204") && !status.startsWith("3")) {
                demand(hasBody(response), answer, "has no schema");
            }
            Map<String, Header> headers = response.getHeaders();
            if (headers != null) {
                headers.forEach((name, header) ->
                        demand(header.getSchema() != null, answer, "has a header without a schema: " + name));
            }
        });
    }

    private boolean isComponent(String ref) {
        Map<String, APIResponse> responses = document.getComponents().getResponses();
        return responses != null && responses.containsKey(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static boolean hasBody(APIResponse response) {
        return response.getContent() != null
                && !response.getContent().getMediaTypes().isEmpty()
                && response.getContent().getMediaTypes().values().stream().allMatch(type -> type.getSchema() != null);
    }

    /** Its codes are its examples: those of the operation and not those of all operations of a resource. */
    private void checkProblem(APIResponse response, String status, String where) {
        @Nullable
        MediaType body = response.getContent() == null
                ? null
                : response.getContent().getMediaTypes().get(PROBLEM_JSON);
        if (body == null
                || body.getSchema() == null
                || !DocumentedProblems.PROBLEM.equals(SchemaWalk.name(body.getSchema()))) {
            broken.add(where + ": is no problem");
            return;
        }
        demand(body.getExamples() != null && !body.getExamples().isEmpty(), where, "names no code");
        if (body.getExamples() != null) {
            body.getExamples().forEach((code, example) -> {
                demand(
                        value(example) instanceof Map<?, ?> value
                                && code.equals(value.get("code"))
                                && status.equals(String.valueOf(value.get("status"))),
                        where,
                        "has an example with another code or status: " + code);
                demand(
                        String.valueOf(response.getDescription()).contains('`' + code + '`'),
                        where,
                        "does not mention a code in its description: " + code);
            });
        }
    }

    private @Nullable Object value(Example example) {
        String ref = example.getRef();
        @Nullable
        Example component = ref == null || document.getComponents().getExamples() == null
                ? null
                : document.getComponents().getExamples().get(ref.substring(ref.lastIndexOf('/') + 1));
        return component == null ? example.getValue() : component.getValue();
    }

    private void checkSchemas() {
        Map<String, Schema> schemas = SchemaWalk.components(document);
        schemas.forEach((name, schema) -> {
            demand(
                    SCHEMA_NAME.matcher(name).matches(),
                    name,
                    "is a schema without a stable name: one with a number changes when others are added");
            if (schema.getProperties() != null) {
                Set<String> required = schema.getRequired() == null ? Set.of() : new HashSet<>(schema.getRequired());
                demand(
                        schema.getProperties().keySet().containsAll(required),
                        name,
                        "requires a member that it does not have");
            }
            demand(
                    schema.getProperties() == null
                            || schema.getRequired() != null
                            || Boolean.FALSE.equals(closed(schema)),
                    name,
                    "is a schema of an answer without a required member");
        });
        SchemaWalk.all(document, schema -> checkSchema(schema, schemas));
    }

    private void checkSchema(Schema schema, Map<String, Schema> schemas) {
        @Nullable String pattern = schema.getPattern();
        demand(
                pattern == null
                        || pattern.equals(OpenApiConventions.NOT_BLANK)
                        || (pattern.startsWith("^") && pattern.endsWith("$")),
                String.valueOf(pattern),
                "is a pattern that matches parts of a text: it has no anchors");
        demand(
                pattern == null || schema.getFormat() == null,
                String.valueOf(pattern),
                "is a pattern beside the format " + schema.getFormat());
        @Nullable String name = SchemaWalk.name(schema);
        demand(name == null || schemas.containsKey(name), String.valueOf(name), "is a schema that does not exist");
        demand(
                schema.getType() == null || !schema.getType().contains(SchemaType.ARRAY) || schema.getItems() != null,
                String.valueOf(schema.getDescription()),
                "is an array without items");
        demand(
                schema.getDiscriminator() == null
                        || schema.getDiscriminator().getMapping().values().stream()
                                .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
                                .allMatch(schemas::containsKey),
                String.valueOf(schema.getDescription()),
                "has a discriminator of a schema that does not exist");
    }

    private static @Nullable Boolean closed(Schema schema) {
        return schema.getAdditionalPropertiesSchema() == null
                ? null
                : schema.getAdditionalPropertiesSchema().getBooleanSchema();
    }

    private void demand(boolean kept, String where, String otherwise) {
        if (!kept) {
            broken.add(where + ": " + otherwise);
        }
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}

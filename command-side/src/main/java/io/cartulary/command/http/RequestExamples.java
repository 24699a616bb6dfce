package io.cartulary.command.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives the body of every operation an example in the OpenAPI document, combined from the examples of its members, so
 * that each example is declared once, at its member. A member without an example is left out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RequestExamples implements OASFilter {

    private static final String SCHEMAS = "#/components/schemas/";

    /** Schemas refer to each other; this is deeper than any of our examples. */
    private static final int MAX_DEPTH = 6;

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> illustrate(operation, schemas));
    }

    private static void illustrate(Operation operation, Map<String, Schema> schemas) {
        if (operation.getRequestBody() == null || operation.getRequestBody().getContent() == null) {
            return;
        }
        for (MediaType body :
                operation.getRequestBody().getContent().getMediaTypes().values()) {
            if (body.getExample() == null && body.getExamples() == null) {
                body.setExample(example(body.getSchema(), schemas, MAX_DEPTH));
            }
        }
    }

    private static @Nullable Object example(@Nullable Schema declared, Map<String, Schema> schemas, int depth) {
        if (declared == null || depth == 0) {
            return null;
        }
        if (declared.getExamples() != null && !declared.getExamples().isEmpty()) {
            return declared.getExamples().getFirst();
        }
        if (declared.getRef() != null) {
            return example(schemas.get(declared.getRef().replace(SCHEMAS, "")), schemas, depth - 1);
        }
        if (declared.getItems() != null) {
            @Nullable Object item = example(declared.getItems(), schemas, depth - 1);
            return item == null ? null : List.of(item);
        }
        return declared.getProperties() == null ? null : members(declared.getProperties(), schemas, depth);
    }

    private static Map<String, Object> members(Map<String, Schema> properties, Map<String, Schema> schemas, int depth) {
        var members = new TreeMap<String, Object>();
        properties.forEach((name, schema) -> {
            @Nullable Object value = example(schema, schemas, depth - 1);
            if (value != null) {
                members.put(name, value);
            }
        });
        return members;
    }
}

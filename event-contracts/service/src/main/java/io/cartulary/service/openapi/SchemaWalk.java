package io.cartulary.service.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Visits schemas of a document, each with all that are inside it. */
final class SchemaWalk {

    static final String SCHEMAS = "#/components/schemas/";

    private SchemaWalk() {}

    /** Visits every schema once: those of the components and those inside operations. */
    static void all(OpenAPI document, Consumer<Schema> visitor) {
        Set<Schema> seen = identities();
        components(document).values().forEach(schema -> visit(schema, visitor, seen));
        operations(document).flatMap(SchemaWalk::of).forEach(schema -> visit(schema, visitor, seen));
    }

    /** Visits these schemas and every component that they refer to, directly or not. */
    static void reachable(OpenAPI document, Stream<Schema> roots, Consumer<Schema> visitor) {
        Map<String, Schema> components = components(document);
        Set<String> names = new HashSet<>();
        List<Schema> next = new ArrayList<>(roots.toList());
        Set<Schema> seen = identities();
        while (!next.isEmpty()) {
            visit(
                    next.removeLast(),
                    schema -> {
                        visitor.accept(schema);
                        @Nullable String name = name(schema);
                        @Nullable Schema component = name == null ? null : components.get(name);
                        if (component != null && names.add(name)) {
                            next.add(component);
                        }
                    },
                    seen);
        }
    }

    /** The component that a schema refers to. */
    static @Nullable String name(Schema schema) {
        String ref = schema.getRef();
        return ref != null && ref.startsWith(SCHEMAS) ? ref.substring(SCHEMAS.length()) : null;
    }

    static Map<String, Schema> components(OpenAPI document) {
        return document.getComponents() == null || document.getComponents().getSchemas() == null
                ? Map.of()
                : document.getComponents().getSchemas();
    }

    static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths() == null
                ? Stream.of()
                : document.getPaths().getPathItems().values().stream()
                        .flatMap(path -> path.getOperations().values().stream());
    }

    /** The schemas of an operation: of its parameters, its body and its answers. */
    static Stream<Schema> of(Operation operation) {
        return Stream.of(
                        parameters(operation).map(Parameter::getSchema),
                        ofBody(operation),
                        operation.getResponses().getAPIResponses().values().stream()
                                .flatMap(SchemaWalk::of))
                .flatMap(some -> some)
                .filter(schema -> schema != null);
    }

    static Stream<Schema> ofBody(Operation operation) {
        return operation.getRequestBody() == null
                ? Stream.of()
                : of(operation.getRequestBody().getContent());
    }

    private static Stream<Schema> of(APIResponse response) {
        Map<String, Header> headers = response.getHeaders();
        return Stream.concat(
                of(response.getContent()),
                headers == null ? Stream.of() : headers.values().stream().map(Header::getSchema));
    }

    private static Stream<Schema> of(@Nullable Content content) {
        return content == null
                ? Stream.of()
                : content.getMediaTypes().values().stream().map(MediaType::getSchema);
    }

    private static void visit(@Nullable Schema schema, Consumer<Schema> visitor, Set<Schema> seen) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        visitor.accept(schema);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> visit(property, visitor, seen));
        }
        visit(schema.getItems(), visitor, seen);
        visit(schema.getAdditionalPropertiesSchema(), visitor, seen);
        Stream.of(schema.getOneOf(), schema.getAnyOf(), schema.getAllOf())
                .flatMap(several -> orNone(several).stream())
                .forEach(one -> visit(one, visitor, seen));
    }

    static Stream<Parameter> parameters(Operation operation) {
        return orNone(operation.getParameters()).stream();
    }

    private static <T> Collection<T> orNone(@Nullable Collection<T> some) {
        return some == null ? List.of() : some;
    }

    private static Set<Schema> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}

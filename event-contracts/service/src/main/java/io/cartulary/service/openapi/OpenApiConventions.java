package io.cartulary.service.openapi;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Completes the document that the scanner makes of a service's resources with what it does not find there, and ends the
 * build when the document then breaks one of the {@link DocumentRules}.
 */
public final class OpenApiConventions {

    /** The priority of the filters that call this: they run when all others have. */
    public static final int LAST = 0;

    /** What {@code @NotBlank} becomes: some character that is no space, wherever it is. It holds for parameters, too. */
    static final String NOT_BLANK = "\\S";

    /** The security scheme, as the configuration names it. */
    private static final String BEARER = "bearer";

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName PERMIT_ALL = DotName.createSimple(PermitAll.class);
    private static final DotName ROLES_ALLOWED = DotName.createSimple(RolesAllowed.class);

    private static final Map<String, String> SERVER_RESPONSES = Map.of(
            "414", "The address is longer than 32 KB (`quarkus.http.limits.max-initial-line-length`); without a body",
            "431", "The headers are larger than 16 KB (`quarkus.http.limits.max-header-size`); without a body");

    private OpenApiConventions() {}

    /**
     * Completes a document.
     *
     * @throws IllegalStateException when it breaks rules; the message lists all of them
     * @param index of the classes behind the schemas
     * @param tags with their descriptions, in the order in which the document lists them
     * @param pathParameters those that operations don't describe themselves
     */
    public static void complete(
            OpenAPI document, IndexView index, Map<String, String> tags, List<PathParameter> pathParameters) {
        PathParameter.describe(document, pathParameters);
        ContractSchemas.replace(document);
        SchemaWalk.all(document, OpenApiConventions::tidy);
        SchemaWalk.operations(document).flatMap(SchemaWalk::parameters).forEach(OpenApiConventions::neverBlank);
        new RequiredMembers(index).mark(document);
        SchemaWalk.all(document, OpenApiConventions::anchor);
        closeBodies(document);
        allowNulls(document);
        document.setTags(tags.entrySet().stream()
                .map(tag -> OASFactory.createTag().name(tag.getKey()).description(tag.getValue()))
                .toList());
        optionalSecurity(document, index);
        addServerResponses(document);
        SchemaWalk.operations(document).forEach(OpenApiConventions::sortResponses);
        removeUnused(document);
        verify(document);
    }

    private static void verify(OpenAPI document) {
        List<String> broken = DocumentRules.broken(document);
        if (!broken.isEmpty()) {
            throw new IllegalStateException("the OpenAPI document breaks rules:\n" + String.join("\n", broken));
        }
    }

    /** What is beside a reference belongs to the schema that it refers to, but for the description and examples. */
    private static void tidy(Schema schema) {
        if (schema.getRef() != null) {
            schema.setType(null);
            schema.setFormat(null);
            schema.setPattern(null);
        }
        if (schema.getType() != null
                && schema.getType().contains(SchemaType.INTEGER)
                && schema.getDefaultValue() instanceof String number) {
            // the parameter is read as a text, so that a violation can tell what is wrong with it
            schema.setDefaultValue(Integer.valueOf(number));
        }
    }

    /** The {@link io.cartulary.service.http.ParameterFilter} rejects an empty parameter. */
    private static void neverBlank(Parameter parameter) {
        @Nullable Schema schema = parameter.getSchema();
        if (Set.of(In.QUERY, In.HEADER).contains(parameter.getIn())
                && schema != null
                && List.of(SchemaType.STRING).equals(schema.getType())
                && schema.getPattern() == null
                && schema.getFormat() == null
                && schema.getEnumeration() == null) {
            schema.setPattern(NOT_BLANK);
        }
    }

    /** What the HTTP server answers to a request that it doesn't read: it has no body, and no service is asked. */
    static void addServerResponses(OpenAPI document) {
        SERVER_RESPONSES.forEach((status, description) -> {
            String name = "Status" + status;
            document.getComponents()
                    .addResponse(name, OASFactory.createAPIResponse().description(description));
            SchemaWalk.operations(document)
                    .forEach(operation -> operation
                            .getResponses()
                            .addAPIResponse(
                                    status, OASFactory.createAPIResponse().ref(name)));
        });
    }

    /** By status, so that success is first: a generated client asks for the media type of the first response. */
    private static void sortResponses(Operation operation) {
        operation
                .getResponses()
                .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
    }

    /** Operations that are open to everybody still tell callers apart by their tokens. */
    private static void optionalSecurity(OpenAPI document, IndexView index) {
        Set<String> open = index.getAnnotations(OPERATION).stream()
                .filter(operation -> isOpen(operation.target().asMethod()))
                .map(operation -> operation.value("operationId"))
                .filter(Objects::nonNull)
                .map(AnnotationValue::asString)
                .collect(Collectors.toSet());
        SchemaWalk.operations(document)
                .filter(operation -> open.contains(operation.getOperationId()))
                .forEach(operation -> operation.setSecurity(List.of(
                        OASFactory.createSecurityRequirement(),
                        OASFactory.createSecurityRequirement().addScheme(BEARER))));
    }

    private static boolean isOpen(MethodInfo method) {
        return method.hasDeclaredAnnotation(PERMIT_ALL)
                || (!method.hasDeclaredAnnotation(ROLES_ALLOWED)
                        && method.declaringClass().hasDeclaredAnnotation(PERMIT_ALL));
    }

    /** A pattern of JSON Schema is found anywhere in a text; one of Jakarta Validation has to match all of it. */
    private static void anchor(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith("^") && !pattern.equals(NOT_BLANK)) {
            schema.setPattern(pattern.contains("|") ? "^(?:" + pattern + ")$" : "^" + pattern + "$");
        }
    }

    /** A member that is not documented is rejected. */
    private static void closeBodies(OpenAPI document) {
        objectsOfBodies(
                document,
                (schema, _) -> schema.setAdditionalPropertiesSchema(
                        OASFactory.createSchema().booleanSchema(false)));
    }

    /** Many clients send null for what they have no value for: in a body it is as if the member were not there. */
    private static void allowNulls(OpenAPI document) {
        objectsOfBodies(document, (schema, members) -> {
            List<String> required = Objects.requireNonNullElse(schema.getRequired(), List.of());
            members.forEach((name, member) -> {
                if (!required.contains(name)) {
                    schema.addProperty(name, orNull(member));
                }
            });
        });
    }

    /** @param visitor gets each object that a body contains, with its members as they were */
    private static void objectsOfBodies(OpenAPI document, BiConsumer<Schema, Map<String, Schema>> visitor) {
        SchemaWalk.reachable(document, SchemaWalk.operations(document).flatMap(SchemaWalk::ofBody), schema -> {
            if (schema.getProperties() != null) {
                visitor.accept(schema, Map.copyOf(schema.getProperties()));
            }
        });
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() == null) {
            return schema.addType(SchemaType.NULL);
        }
        Schema either = OASFactory.createSchema()
                .description(schema.getDescription())
                .addAnyOf(schema.description(null))
                .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        if (schema.getExamples() != null) {
            either.setExamples(schema.getExamples());
            schema.setExamples(null);
        }
        return either;
    }

    private static void removeUnused(OpenAPI document) {
        Set<String> used = new HashSet<>();
        SchemaWalk.reachable(document, SchemaWalk.operations(document).flatMap(SchemaWalk::of), schema -> {
            @Nullable String name = SchemaWalk.name(schema);
            if (name != null) {
                used.add(name);
            }
        });
        Set<String> unused = new TreeSet<>(SchemaWalk.components(document).keySet());
        unused.removeAll(used);
        unused.forEach(name -> document.getComponents().removeSchema(name));
    }
}

package io.cartulary.service.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Marks members as required that cannot be missing: the components of the records behind the schemas, unless they are
 * {@link Nullable}. An answer always has them, and a request without one is malformed.
 */
final class RequiredMembers {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);

    private final IndexView index;
    private final Map<String, List<ClassInfo>> records;

    RequiredMembers(IndexView index) {
        this.index = index;
        // an index that is composed of others knows some classes twice
        this.records = index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .collect(Collectors.toMap(ClassInfo::name, Function.identity(), (one, _) -> one))
                .values()
                .stream()
                .collect(Collectors.groupingBy(RequiredMembers::schemaName));
    }

    void mark(OpenAPI document) {
        SchemaWalk.components(document).forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                @Nullable ClassInfo type = recordOf(name, schema);
                if (type != null) {
                    mark(schema, type);
                }
            }
        });
    }

    private void mark(Schema schema, ClassInfo type) {
        Set<String> already = schema.getRequired() == null ? Set.of() : new HashSet<>(schema.getRequired());
        Set<String> properties = schema.getProperties().keySet();
        List<String> required = members(type)
                .filter(component -> properties.contains(component.name()))
                .filter(component -> already.contains(component.name()) || !isNullable(component))
                .map(RecordComponentInfo::name)
                .toList();
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static boolean isNullable(RecordComponentInfo component) {
        return component.type().hasAnnotation(NULLABLE)
                || component.field().type().hasAnnotation(NULLABLE);
    }

    /** A generic record has a schema for each of its uses: {@code Page<Removal>} is {@code PageRemoval}. */
    private @Nullable ClassInfo recordOf(String name, Schema schema) {
        List<ClassInfo> candidates = Stream.concat(
                        records.getOrDefault(name, List.of()).stream(),
                        records.entrySet().stream()
                                .filter(named -> name.startsWith(named.getKey()) && !name.equals(named.getKey()))
                                .flatMap(named -> named.getValue().stream())
                                .filter(type -> !type.typeParameters().isEmpty()))
                .filter(type -> hasMembers(type, schema.getProperties().keySet()))
                .toList();
        List<ClassInfo> named = candidates.size() > 1
                ? candidates.stream()
                        .filter(type -> type.declaredAnnotation(SCHEMA) != null)
                        .toList()
                : candidates;
        if (candidates.size() > 1 && named.size() != 1) {
            throw new IllegalStateException(
                    "the schema " + name + " is that of " + candidates + ": name one by @Schema(name = …)");
        }
        return named.isEmpty() ? null : named.getFirst();
    }

    /** A member may be hidden, or come of a getter. */
    private boolean hasMembers(ClassInfo type, Set<String> members) {
        Set<String> components = members(type).map(RecordComponentInfo::name).collect(Collectors.toSet());
        return components.containsAll(members) || members.containsAll(components);
    }

    /** Its components, and in place of one that is unwrapped those of its record. */
    private Stream<RecordComponentInfo> members(ClassInfo type) {
        return type.recordComponents().stream().flatMap(component -> {
            @Nullable
            ClassInfo unwrapped = component.field().hasAnnotation(UNWRAPPED)
                    ? index.getClassByName(component.type().name())
                    : null;
            return unwrapped == null ? Stream.of(component) : members(unwrapped);
        });
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? type.simpleName() : name.asString();
    }
}

package io.cartulary.command.http;

import io.cartulary.command.eventsourcing.Rejection;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Reads from the resources which rejections an operation may answer: those of its method, and of its class. */
public final class DocumentedRejections {

    private static final DotName OPERATION = DotName.createSimple(Operation.class);

    private DocumentedRejections() {}

    /**
     * The rejections of all operations, by operation id.
     *
     * @param kinds the annotations that name rejections, each with how to find a constant by its name
     */
    public static Map<String, List<Rejection>> byOperation(
            IndexView index, Map<Class<? extends Annotation>, Function<String, ? extends Rejection>> kinds) {
        var rejections = new LinkedHashMap<String, List<Rejection>>();
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            AnnotationValue id = operation.value("operationId");
            if (id != null) {
                MethodInfo method = operation.target().asMethod();
                rejections.put(
                        id.asString(),
                        kinds.entrySet().stream()
                                .flatMap(kind -> named(method, kind.getKey()).map(kind.getValue()))
                                .<Rejection>map(Function.identity())
                                .distinct()
                                .sorted((one, other) -> one.code().compareTo(other.code()))
                                .toList());
            }
        }
        return rejections;
    }

    private static Stream<String> named(MethodInfo method, Class<? extends Annotation> kind) {
        AnnotationInstance ofMethod = method.declaredAnnotation(DotName.createSimple(kind));
        AnnotationInstance ofClass = method.declaringClass().declaredAnnotation(DotName.createSimple(kind));
        boolean inherited = ofMethod == null
                || ofMethod.value("inherited") == null
                || ofMethod.value("inherited").asBoolean();
        return Stream.concat(
                ofMethod == null ? Stream.of() : Stream.of(ofMethod.value().asEnumArray()),
                ofClass == null || !inherited
                        ? Stream.of()
                        : Stream.of(ofClass.value().asEnumArray()));
    }
}

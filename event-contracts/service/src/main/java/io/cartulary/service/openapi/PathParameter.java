package io.cartulary.service.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter in a path means. It's the same for all operations below that path, so it is documented once and not
 * at each of them. A description at an operation is kept.
 *
 * @param path which ends with the parameter, such as {@code /queries/v1/carts/{id}}
 */
public record PathParameter(
        String path,
        String description,
        @Nullable String format,
        @Nullable Object example) {

    private static final String UUID_EXAMPLE = "0190f1d2-7c3e-7a10-8000-0000000000cc";

    /** A parameter whose schema says all else. */
    public static PathParameter of(String path, String description) {
        return new PathParameter(path, description, null, null);
    }

    public static PathParameter of(String path, String description, Object example) {
        return new PathParameter(path, description, null, example);
    }

    /** A UUID that the resource reads as a text. */
    public static PathParameter uuid(String path, String description) {
        return new PathParameter(path, description, "uuid", UUID_EXAMPLE);
    }

    /** @throws IllegalStateException when there is nothing to describe, as a path has been renamed or describes itself */
    static void describe(OpenAPI document, List<PathParameter> all) {
        for (PathParameter one : all) {
            List<Parameter> found = one.undescribed(document);
            if (found.isEmpty()) {
                throw new IllegalStateException("no operation has a parameter without a description at " + one.path);
            }
            found.forEach(one::describe);
        }
    }

    private List<Parameter> undescribed(OpenAPI document) {
        return document.getPaths().getPathItems().entrySet().stream()
                .filter(operations -> isIn(operations.getKey()))
                .flatMap(operations -> operations.getValue().getOperations().values().stream())
                .flatMap(SchemaWalk::parameters)
                .filter(parameter -> parameter.getIn() == In.PATH
                        && path.endsWith("{" + parameter.getName() + "}")
                        && parameter.getDescription() == null)
                .toList();
    }

    private boolean isIn(String other) {
        return other.equals(path) || other.startsWith(path + "/");
    }

    private void describe(Parameter parameter) {
        parameter.setDescription(description);
        if (example != null) {
            parameter.setExample(example);
        }
        if (format != null) {
            parameter.setSchema(
                    OASFactory.createSchema().addType(SchemaType.STRING).format(format));
        }
    }
}

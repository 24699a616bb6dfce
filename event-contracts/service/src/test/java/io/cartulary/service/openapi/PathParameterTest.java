package io.cartulary.service.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.junit.jupiter.api.Test;

/** Parameters of paths, described once for all operations. */
class PathParameterTest {

    private final Parameter thing = inPath("id");
    private final Parameter thingOfPart = inPath("id");
    private final Parameter part = inPath("part");
    private final OpenAPI document = OASFactory.createOpenAPI()
            .paths(OASFactory.createPaths()
                    .addPathItem("/things/{id}", OASFactory.createPathItem().GET(operation(thing)))
                    .addPathItem(
                            "/things/{id}/parts/{part}",
                            OASFactory.createPathItem().GET(operation(thingOfPart, part))));

    @Test
    void all_operations_below_the_path_are_described() {
        PathParameter.describe(document, List.of(PathParameter.uuid("/things/{id}", "The id of the thing")));

        assertThat(List.of(thing, thingOfPart)).allSatisfy(id -> {
            assertThat(id.getDescription()).isEqualTo("The id of the thing");
            assertThat(id.getSchema().getFormat()).isEqualTo("uuid");
        });
        assertThat(part.getDescription()).isNull();
    }

    @Test
    void a_parameter_further_down_is_another_one() {
        PathParameter.describe(document, List.of(PathParameter.of("/things/{id}/parts/{part}", "The part", "lid")));

        assertThat(part.getDescription()).isEqualTo("The part");
        assertThat(part.getExample()).isEqualTo("lid");
        assertThat(thingOfPart.getDescription()).isNull();
    }

    @Test
    void an_operations_own_description_is_kept() {
        thing.description("Its own");

        PathParameter.describe(document, List.of(PathParameter.of("/things/{id}", "The id")));

        assertThat(thing.getDescription()).isEqualTo("Its own");
        assertThat(thingOfPart.getDescription()).isEqualTo("The id");
    }

    @Test
    void a_description_that_nothing_needs_ends_the_build() {
        assertThatThrownBy(() -> PathParameter.describe(document, List.of(PathParameter.of("/thing/{id}", "The id"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/thing/{id}");
    }

    private static Parameter inPath(String name) {
        return OASFactory.createParameter()
                .in(In.PATH)
                .name(name)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Operation operation(Parameter... parameters) {
        return OASFactory.createOperation().parameters(List.of(parameters));
    }
}

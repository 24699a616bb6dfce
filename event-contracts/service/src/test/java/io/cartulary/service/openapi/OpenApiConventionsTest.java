package io.cartulary.service.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cartulary.service.http.EdgeProblem;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is completed in a document, from the classes behind it. */
class OpenApiConventionsTest {

    record NewThing(
            String name, @Nullable String colour, @Nullable Cover cover, int size) {}

    record Cover(String title) {}

    record Thing(String owner, List<String> parts, @Nullable Long weight) {}

    record Page<T>(List<T> items, @Nullable String next) {}

    @RolesAllowed("staff")
    static class Things {

        @Operation(operationId = "addThing")
        public void add() {}

        @PermitAll
        @Operation(operationId = "getThing")
        public void get() {}
    }

    @Test
    void members_are_required_unless_they_may_be_null() throws IOException {
        Map<String, Schema> schemas = completed().getComponents().getSchemas();

        assertThat(required(schemas, "NewThing")).containsExactly("name", "size");
        assertThat(required(schemas, "Thing")).containsExactly("owner", "parts");
        assertThat(required(schemas, "PageThing")).containsExactly("items");
    }

    @Test
    void bodies_are_closed_and_answers_are_not() throws IOException {
        Map<String, Schema> schemas = completed().getComponents().getSchemas();

        assertThat(at(schemas, "NewThing").getAdditionalPropertiesSchema().getBooleanSchema())
                .isFalse();
        assertThat(at(schemas, "Thing").getAdditionalPropertiesSchema()).isNull();
    }

    @Test
    void a_member_that_may_be_missing_may_be_null_in_a_body() throws IOException {
        Map<String, Schema> schemas = completed().getComponents().getSchemas();

        assertThat(member(schemas, "NewThing", "name").getType()).containsExactly(SchemaType.STRING);
        assertThat(member(schemas, "NewThing", "colour").getType()).containsExactly(SchemaType.STRING, SchemaType.NULL);
        assertThat(member(schemas, "NewThing", "cover").getAnyOf())
                .extracting(Schema::getRef, Schema::getType)
                .containsExactly(tuple("#/components/schemas/Cover", null), tuple(null, List.of(SchemaType.NULL)));
        assertThat(member(schemas, "PageThing", "next").getType())
                .as("of an answer")
                .containsExactly(SchemaType.STRING);
    }

    private static Schema member(Map<String, Schema> schemas, String name, String member) {
        return at(at(schemas, name).getProperties(), member);
    }

    @Test
    void patterns_match_whole_texts() throws IOException {
        Map<String, Schema> members =
                at(completed().getComponents().getSchemas(), "NewThing").getProperties();

        assertThat(at(members, "name").getPattern()).isEqualTo("^(?:[a-z]+|[0-9]+)$");
        assertThat(at(members, "colour").getPattern()).isEqualTo("\\S");
    }

    @Test
    void parameters_are_never_blank() throws IOException {
        assertThat(completed().getPaths().getPathItem("/things").getGET().getParameters())
                .extracting(parameter -> parameter.getSchema().getPattern())
                .containsExactly("\\S", "^[0-9]+$", null, null);
    }

    @Test
    void owners_are_told_apart_by_their_kind() throws IOException {
        Map<String, Schema> schemas = completed().getComponents().getSchemas();

        assertThat(at(schemas, "Owner").getOneOf())
                .extracting(Schema::getRef)
                .containsExactly("#/components/schemas/GuestOwner", "#/components/schemas/CustomerOwner");
        assertThat(at(schemas, "Owner").getDiscriminator().getMapping()).containsOnlyKeys("guest", "customer");
        assertThat(at(schemas, "GuestOwner").getRequired()).containsExactly("kind", "guestId");
    }

    @Test
    void a_token_is_optional_where_everybody_may_call() throws IOException {
        OpenAPI document = completed();

        assertThat(document.getPaths().getPathItem("/things").getGET().getSecurity())
                .extracting(requirement -> requirement.getSchemes().keySet())
                .containsExactly(Set.of(), Set.of("bearer"));
        assertThat(document.getPaths().getPathItem("/things").getPOST().getSecurity())
                .isNull();
    }

    @Test
    void tags_are_described_and_unused_schemas_are_left_out() throws IOException {
        OpenAPI document = completed();

        assertThat(document.getTags()).extracting(Tag::getDescription).containsExactly("What there is");
        assertThat(document.getComponents().getSchemas()).doesNotContainKey("Leftover");
    }

    @Test
    void a_document_that_breaks_a_rule_ends_the_build() {
        OpenAPI document = document();
        document.getPaths().getPathItem("/things").getPOST().setOperationId(null);

        assertThatThrownBy(() -> OpenApiConventions.complete(document, index(), Map.of(), List.of()))
                .hasMessageContaining("POST /things: has no operation id");
    }

    private static Schema at(Map<String, Schema> schemas, String name) {
        return Objects.requireNonNull(schemas.get(name), name);
    }

    private static List<String> required(Map<String, Schema> schemas, String name) {
        return at(schemas, name).getRequired();
    }

    private static OpenAPI completed() throws IOException {
        OpenAPI document = document();
        OpenApiConventions.complete(document, index(), Map.of("Things", "What there is"), List.of());
        return document;
    }

    /** As the build's, which is composed of two that have the same classes. */
    private static IndexView index() throws IOException {
        Index one = Index.of(NewThing.class, Cover.class, Thing.class, Page.class, Things.class);
        Index other = Index.of(NewThing.class, Cover.class, Thing.class, Page.class, Things.class);
        return CompositeIndex.create(one, other);
    }

    private static OpenAPI document() {
        OpenAPI document = OASFactory.createOpenAPI()
                .components(OASFactory.createComponents()
                        .addSchema(
                                "NewThing",
                                object("name", "colour", "size")
                                        .addProperty("name", text().pattern("[a-z]+|[0-9]+"))
                                        .addProperty("colour", text().pattern("\\S"))
                                        .addProperty(
                                                "cover",
                                                OASFactory.createSchema().ref("Cover")))
                        .addSchema("Cover", object("title"))
                        .addSchema(
                                "Thing",
                                object("parts", "weight")
                                        .addProperty(
                                                "owner",
                                                OASFactory.createSchema().ref("Owner")))
                        .addSchema(
                                "PageThing",
                                object("next")
                                        .addProperty(
                                                "items",
                                                OASFactory.createSchema()
                                                        .addType(SchemaType.ARRAY)
                                                        .items(OASFactory.createSchema()
                                                                .ref("Thing"))))
                        .addSchema("Owner", object("kind"))
                        .addSchema("Leftover", object("left")))
                .paths(OASFactory.createPaths()
                        .addPathItem(
                                "/things",
                                OASFactory.createPathItem()
                                        .POST(operation("addThing", "Thing")
                                                .requestBody(OASFactory.createRequestBody()
                                                        .content(json("NewThing"))))
                                        .GET(operation("getThing", "PageThing")
                                                .addParameter(parameter(In.HEADER, text()))
                                                .addParameter(parameter(In.QUERY, text().pattern("[0-9]+")))
                                                .addParameter(parameter(In.QUERY, text().format("date-time")))
                                                .addParameter(parameter(In.PATH, text())))));
        new DocumentedProblems(Stream.of(EdgeProblem.values()), List.of()).describe(document, _ -> Stream.of());
        return document;
    }

    private static org.eclipse.microprofile.openapi.models.Operation operation(String id, String answer) {
        return OASFactory.createOperation()
                .operationId(id)
                .summary("A summary")
                .description("A description")
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "200",
                                OASFactory.createAPIResponse()
                                        .description("Done")
                                        .content(json(answer))));
    }

    private static Parameter parameter(In in, Schema schema) {
        return OASFactory.createParameter()
                .name("some")
                .description("Some")
                .in(in)
                .schema(schema);
    }

    private static Content json(String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(schema)));
    }

    private static Schema object(String... members) {
        Schema object = OASFactory.createSchema().addType(SchemaType.OBJECT);
        for (String member : members) {
            object.addProperty(member, text());
        }
        return object;
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}

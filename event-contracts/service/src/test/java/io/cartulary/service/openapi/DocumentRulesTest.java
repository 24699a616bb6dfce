package io.cartulary.service.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a document which keeps all rules is accepted, and that each rule can be broken. */
class DocumentRulesTest {

    private static final String PATH = "/things/{id}/parts";

    /** A document that breaks one rule. */
    record Mutant(String rule, Consumer<OpenAPI> change) {

        @Override
        public String toString() {
            return rule;
        }
    }

    @Test
    void a_document_that_keeps_all_rules_is_accepted() {
        assertThat(DocumentRules.broken(document())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_document_that_breaks_a_rule_is_not(Mutant mutant) {
        OpenAPI document = document();
        mutant.change().accept(document);

        assertThat(DocumentRules.broken(document)).singleElement().asString().contains(mutant.rule());
    }

    static Stream<Mutant> mutants() {
        return Stream.of(
                new Mutant("no operation id in camelCase", of(operation -> operation.setOperationId(null))),
                new Mutant("no operation id in camelCase", of(operation -> operation.setOperationId("add_part"))),
                new Mutant(
                        "the operation id of another operation",
                        document -> document.getPaths()
                                .getPathItem(PATH)
                                .setPUT(document.getPaths().getPathItem(PATH).getPOST())),
                new Mutant("no summary", of(operation -> operation.setSummary(" "))),
                new Mutant("no description", of(operation -> operation.setDescription(null))),
                new Mutant(
                        "a parameter without a description: size",
                        of(operation -> operation.addParameter(size().description(" ")))),
                new Mutant(
                        "a parameter without a type: size",
                        of(operation -> operation.addParameter(size().schema(OASFactory.createSchema())))),
                new Mutant(
                        "does not document its success",
                        of(operation -> operation.getResponses().removeAPIResponse("200"))),
                new Mutant(
                        "does not document 404",
                        of(operation -> operation.getResponses().removeAPIResponse("404"))),
                new Mutant(
                        "does not document 413",
                        of(operation -> operation.getResponses().removeAPIResponse("413"))),
                new Mutant(
                        "does not document 414",
                        of(operation -> operation.getResponses().removeAPIResponse("414"))),
                new Mutant(
                        "is a response that does not exist",
                        document -> document.getComponents().removeResponse("Status414")),
                new Mutant(
                        "has no schema",
                        of(operation ->
                                operation.getResponses().getAPIResponse("200").setContent(null))),
                new Mutant(
                        "a header without a schema: ETag",
                        of(operation -> operation
                                .getResponses()
                                .getAPIResponse("200")
                                .addHeader("ETag", OASFactory.createHeader()))),
                new Mutant(
                        "is no problem",
                        of(operation ->
                                operation.getResponses().getAPIResponse("409").setContent(null))),
                new Mutant("names no code", of(operation -> problem(operation).setExamples(null))),
                new Mutant(
                        "another code or status: part-full",
                        of(operation -> at(problem(operation).getExamples(), "part-full")
                                .setValue(Map.of("code", "other", "status", 409)))),
                new Mutant(
                        "does not mention a code in its description: part-full",
                        of(operation ->
                                operation.getResponses().getAPIResponse("409").setDescription("It is full"))),
                new Mutant(
                        "without a stable name",
                        document -> document.getComponents().addSchema("Part2", object())),
                new Mutant("an answer without a required member", schema("Part", part -> part.setRequired(null))),
                new Mutant("requires a member that it does not have", schema("Part", part -> part.addRequired("size"))),
                new Mutant(
                        "it has no anchors",
                        schema("Part", part -> at(part.getProperties(), "name").setPattern("[a-z]+"))),
                new Mutant(
                        "is a pattern beside the format",
                        schema("Part", part -> at(part.getProperties(), "id").setPattern("^[0-9a-f-]{36}$"))),
                new Mutant(
                        "an array without items",
                        schema("Part", part -> at(part.getProperties(), "tags").setItems(null))),
                new Mutant(
                        "a schema that does not exist",
                        schema(
                                "Part",
                                part -> part.addProperty(
                                        "owner", OASFactory.createSchema().ref("Owner")))),
                new Mutant(
                        "a discriminator of a schema that does not exist",
                        schema(
                                "Part",
                                part -> part.setDiscriminator(OASFactory.createDiscriminator()
                                        .propertyName("kind")
                                        .addMapping("large", "#/components/schemas/LargePart")))));
    }

    private static Parameter size() {
        return OASFactory.createParameter()
                .name("size")
                .in(In.QUERY)
                .description("The size")
                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER));
    }

    private static Consumer<OpenAPI> of(Consumer<Operation> change) {
        return document -> change.accept(
                document.getPaths().getPathItem(PATH).getOperations().get(HttpMethod.POST));
    }

    private static Consumer<OpenAPI> schema(String name, Consumer<Schema> change) {
        return document -> change.accept(at(document.getComponents().getSchemas(), name));
    }

    private static MediaType problem(Operation operation) {
        return operation.getResponses().getAPIResponse("409").getContent().getMediaType("application/problem+json");
    }

    private static OpenAPI document() {
        OpenAPI document = OASFactory.createOpenAPI()
                .components(OASFactory.createComponents()
                        .addSchema("Part", object())
                        .addSchema(
                                "NewPart",
                                OASFactory.createSchema()
                                        .addType(SchemaType.OBJECT)
                                        .addProperty(
                                                "name",
                                                OASFactory.createSchema().addType(SchemaType.STRING))
                                        .additionalPropertiesSchema(
                                                OASFactory.createSchema().booleanSchema(false))))
                .paths(OASFactory.createPaths()
                        .addPathItem(PATH, OASFactory.createPathItem().POST(operation())));
        new DocumentedProblems(Stream.of(EdgeProblem.values()), List.of())
                .describe(document, _ -> Stream.of(new Full()));
        OpenApiConventions.addServerResponses(document);
        return document;
    }

    private static <T> T at(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Operation operation() {
        return OASFactory.createOperation()
                .operationId("addPart")
                .summary("Add a part")
                .description("To the thing.")
                .requestBody(OASFactory.createRequestBody().content(json("NewPart")))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "200",
                                OASFactory.createAPIResponse()
                                        .description("The part is added")
                                        .content(json("Part"))));
    }

    private static Content json(String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(schema)));
    }

    private static Schema object() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty(
                        "id",
                        OASFactory.createSchema().addType(SchemaType.STRING).format("uuid"))
                .addProperty(
                        "name",
                        OASFactory.createSchema().addType(SchemaType.STRING).pattern("^[a-z]+$"))
                .addProperty(
                        "tags",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema().addType(SchemaType.STRING)))
                .required(List.of("id"));
    }

    /** A problem of this operation only. */
    private record Full() implements ProblemType {

        @Override
        public String name() {
            return "PART_FULL";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String summary() {
            return "The part is full.";
        }
    }
}

package io.cartulary.query.http;

import io.cartulary.query.view.Versioned;
import io.cartulary.service.openapi.DocumentedProblems;
import io.cartulary.service.openapi.DocumentedProblems.Extension;
import io.cartulary.service.openapi.OpenApiConventions;
import io.cartulary.service.openapi.PathParameter;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Completes the OpenAPI document: the headers of success, and the problems of each operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = OpenApiConventions.LAST)
public class QueryDocument implements OASFilter {

    private static final String OPERATORS = "Operators";

    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

    private static final List<Extension> EXTENSIONS = List.of(
            ofNotYetVisible("partition", "The partition of the token", 3),
            ofNotYetVisible("position", "The position of the token", 42),
            ofNotYetVisible("visible", "The position up to which the partition is visible", 40),
            ofNotYetVisible("behind", "How many positions are not visible yet", 2));

    private static final String STREAM_EXAMPLE = "cart:0190f1d2-7c3e-7a10-8000-0000000000cc";

    private static final List<PathParameter> PATH_PARAMETERS = List.of(
            PathParameter.uuid("/queries/v1/carts/{id}", "The id of the cart"),
            PathParameter.uuid("/queries/v1/orders/{id}", "The id of the order"),
            of("customers/{id}", "The customer: the subject of their tokens", "alice"),
            of("products/{sku}", "The product's SKU", "ESPRESSO-500G"),
            of("promotions/{id}", "The id of the promotion", "advent"),
            of("promotions/{id}/codes/{code}", "The code", "ADVENT10"),
            of("shipping-methods/{id}", "The id of the shipping method", "parcel"),
            of("tax-rates/{country}", "The country, ISO 3166-1 alpha-2", "US"),
            of("tax-rates/{country}/{region}", "The state or province, ISO 3166-2 without the country", "CA"),
            of("streams/{streamId}", "The stream", STREAM_EXAMPLE),
            of("admin/quarantine/{streamId}", "The stream", STREAM_EXAMPLE),
            of("admin/streams/{streamId}", "The stream", STREAM_EXAMPLE),
            PathParameter.uuid("/queries/v1/admin/rebuilds/{id}", "The id of the rebuild"));

    private final IndexView index;

    /** @param index of the classes behind the schemas */
    public QueryDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        List<Operation> queries = document.getPaths().getPathItems().values().stream()
                .map(PathItem::getGET)
                .filter(Objects::nonNull)
                .toList();
        queries.stream().filter(QueryDocument::readsTimeline).forEach(QueryDocument::describeGaps);
        new DocumentedProblems(Stream.of(Problem.values()), EXTENSIONS).describe(document, _ -> Stream.of());
        Set<String> versioned = versioned();
        queries.forEach(operation -> describeHeaders(operation, versioned));
        OpenApiConventions.complete(document, index, tags(), PATH_PARAMETERS);
    }

    private static PathParameter of(String path, String description, String example) {
        return PathParameter.of("/queries/v1/" + path, description, example);
    }

    /** Past states, histories and differences; the report of sales has rows of its own for the past. */
    private static boolean readsTimeline(Operation operation) {
        Set<String> answers =
                schemas(operation.getResponses().getAPIResponse("200")).collect(Collectors.toSet());
        boolean ofThePast = Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .anyMatch(parameter -> "asOf".equals(parameter.getName()));
        return answers.contains("History")
                || answers.contains("Diff")
                || (ofThePast && !answers.contains("SalesReport"));
    }

    private static void describeGaps(Operation operation) {
        APIResponse unavailable = operation.getResponses().getAPIResponse("503");
        unavailable.setDescription(
                "`" + Problem.TIMELINE_INCOMPLETE.code() + "`, " + String.valueOf(unavailable.getDescription()));
    }

    /** The schemas of the answers that {@link EntityTags} tags. */
    private Set<String> versioned() {
        return index.getAllKnownImplementations(DotName.createSimple(Versioned.class)).stream()
                .map(QueryDocument::schemaName)
                .collect(Collectors.toSet());
    }

    private static String schemaName(ClassInfo type) {
        @Nullable AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    private static void describeHeaders(Operation operation, Set<String> versioned) {
        APIResponse success = operation.getResponses().getAPIResponse("200");
        if (success == null || operation.getTags().contains(OPERATORS)) {
            return;
        }
        if (schemas(success).anyMatch(versioned::contains)) {
            success.addHeader(HttpHeaders.ETAG, header("The version, in quotes"));
            operation
                    .addParameter(OASFactory.createParameter()
                            .in(In.HEADER)
                            .name(HttpHeaders.IF_NONE_MATCH)
                            .description("Entity tags that the caller has: the answer is 304 if it has the present one")
                            .schema(OASFactory.createSchema().addType(SchemaType.STRING)))
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("`If-None-Match` has the entity tag of this state"));
        }
    }

    private static Stream<String> schemas(APIResponse response) {
        return response.getContent() == null
                ? Stream.of()
                : response.getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .filter(schema -> schema != null && schema.getRef() != null)
                        .map(schema -> schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("Carts", "Carts, now and in the past");
        tags.put("Orders", "Orders, now and in the past");
        tags.put("Products", "The products on sale, and removals from carts");
        tags.put("Tax rates", "The tax rates of countries and regions, now and in the past");
        tags.put("Shipping methods", "The shipping methods and their prices, now and in the past");
        tags.put("Promotions", "Promotions and their codes, now and in the past; for staff");
        tags.put("Customers", "The cart and the orders of a customer");
        tags.put("Reports", "Reports for staff");
        tags.put("Streams", "Events as they are recorded, as Server-Sent Events");
        tags.put(OPERATORS, "For operators only: projections, audit, quarantine and rebuilds");
        return tags;
    }

    private static Extension ofNotYetVisible(String member, String meaning, long example) {
        return new Extension(
                Problem.NOT_YET_VISIBLE,
                member,
                OASFactory.createSchema()
                        .addType(SchemaType.INTEGER)
                        .format("int64")
                        .description(meaning + ", for `not-yet-visible`"),
                example);
    }
}

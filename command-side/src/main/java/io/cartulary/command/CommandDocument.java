package io.cartulary.command;

import io.cartulary.command.cart.CartRejection;
import io.cartulary.command.cart.CartRejections;
import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.DocumentedRejections;
import io.cartulary.command.http.Problem;
import io.cartulary.command.http.RejectionProblem;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.order.OrderRejections;
import io.cartulary.command.product.ProductRejection;
import io.cartulary.command.product.ProductRejections;
import io.cartulary.command.promotion.PromotionRejection;
import io.cartulary.command.promotion.PromotionRejections;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemType;
import io.cartulary.service.openapi.DocumentedProblems;
import io.cartulary.service.openapi.DocumentedProblems.Extension;
import io.cartulary.service.openapi.OpenApiConventions;
import io.cartulary.service.openapi.PathParameter;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;

/** Completes the OpenAPI document: the headers of success, and the problems of each operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = OpenApiConventions.LAST)
public class CommandDocument implements OASFilter {

    private static final String EVENT_SINCE = "EventSince";

    private static final List<ProblemType> OF_COMMANDS = List.of(
            EdgeProblem.MALFORMED_HEADER, Problem.STALE_VERSION, Problem.IDEMPOTENCY_KEY_REUSED, Problem.OVERLOADED);

    private static final List<Extension> EXTENSIONS = List.of(
            new Extension(
                    Problem.STALE_VERSION,
                    "version",
                    of(SchemaType.INTEGER, "The present version, for `stale-version`")
                            .format("int64"),
                    4),
            new Extension(
                    Problem.STALE_VERSION,
                    "since",
                    of(SchemaType.ARRAY, "The events after the expected version, for `stale-version`")
                            .items(OASFactory.createSchema().ref(EVENT_SINCE)),
                    List.of(Map.of(
                            "version", 4,
                            "type", "cart.item-added.v1",
                            "recordedAt", "2026-11-23T12:00:00Z",
                            "actor", "customer:alice"))));

    private static final List<PathParameter> PATH_PARAMETERS = List.of(
            of("carts/{id}", "The id of the cart"),
            of("carts/{id}/codes/{code}", "The code, without regard to case", "ADVENT10"),
            of("carts/{id}/items/{lineId}", "The id of the line"),
            of("orders/{id}", "The id of the order, which is that of its cart"),
            of("orders/{id}/shipments/{shipmentId}", "The id of the shipment: the `part` that answered its creation"),
            of("orders/{id}/returns/{returnId}", "The id of the return: the `part` that answered its request"),
            of("products/{sku}", "The product's SKU", "COFFEE-1KG"),
            of("promotions/{id}", "The id of the promotion", "advent"),
            of("promotions/{id}/codes/{code}", "The code", "ADVENT10"),
            of("shipping-methods/{id}", "The id of the shipping method", "parcel"),
            of("tax-rates/{country}", "The country, ISO 3166-1 alpha-2", "US"),
            of("tax-rates/{country}/{region}", "The state or province, ISO 3166-2 without the country", "CA"),
            of("admin/relay/{partition}", "The partition", 7),
            of("admin/replays/{id}", "The id of the replay"),
            of("admin/set-aside/{partition}", "The partition of the record"),
            of("admin/set-aside/{partition}/{offset}", "The offset of the record"));

    private final IndexView index;
    private final Map<String, List<Rejection>> rejections;

    /** @param index of the resources, and of the classes behind the schemas */
    public CommandDocument(IndexView index) {
        this.index = index;
        this.rejections = DocumentedRejections.byOperation(
                index,
                Map.of(
                        CartRejections.class, CartRejection::valueOf,
                        OrderRejections.class, OrderRejection::valueOf,
                        ProductRejections.class, ProductRejection::valueOf,
                        PromotionRejections.class, PromotionRejection::valueOf));
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Stream<ProblemType> own = Stream.concat(
                Stream.of(Problem.values()),
                rejections.values().stream().flatMap(List::stream).map(RejectionProblem::new));
        new DocumentedProblems(own, EXTENSIONS).describe(document, this::problems);
        document.getComponents().addSchema(EVENT_SINCE, eventSince());
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(CommandDocument::isCommand)
                .forEach(CommandDocument::describeSuccess);
        OpenApiConventions.complete(document, index, Tags.descriptions(), PATH_PARAMETERS);
    }

    private static Schema eventSince() {
        return of(SchemaType.OBJECT, "An event after the expected version")
                .addProperty(
                        "version",
                        of(SchemaType.INTEGER, "Its version in the stream").format("int64"))
                .addProperty("type", of(SchemaType.STRING, "Its type"))
                .addProperty(
                        "recordedAt",
                        of(SchemaType.STRING, "When it was recorded").format("date-time"))
                .addProperty("actor", of(SchemaType.STRING, "Who caused it"))
                .required(List.of("version", "type", "recordedAt", "actor"));
    }

    private static PathParameter of(String path, String description) {
        return PathParameter.of("/commands/v1/" + path, description);
    }

    private static PathParameter of(String path, String description, Object example) {
        return PathParameter.of("/commands/v1/" + path, description, example);
    }

    private static Schema of(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }

    private static boolean isCommand(Operation operation) {
        return !operation.getTags().contains(Tags.OPERATOR);
    }

    private Stream<ProblemType> problems(Operation operation) {
        return isCommand(operation)
                ? Stream.of(
                                Stream.of(Problem.ENDING),
                                OF_COMMANDS.stream(),
                                rejections.getOrDefault(operation.getOperationId(), List.of()).stream()
                                        .map(RejectionProblem::new))
                        .flatMap(Function.identity())
                : Stream.of(Problem.ENDING);
    }

    private static void describeSuccess(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, success) -> {
            if (status.startsWith("2")) {
                success.addHeader(
                                "ETag",
                                OASFactory.createHeader()
                                        .description("The version after the command, in quotes")
                                        .schema(OASFactory.createSchema().addType(SchemaType.STRING)))
                        .addHeader(
                                "Consistency-Token",
                                OASFactory.createHeader()
                                        .description(
                                                "For queries that have to see this command: <partition>:<position>. In the answer to a retry, they also see what has changed since")
                                        .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
            }
        });
    }
}

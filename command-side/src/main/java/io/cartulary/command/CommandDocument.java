package io.cartulary.command;

import io.cartulary.command.cart.CartRejection;
import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.Problem;
import io.cartulary.command.http.RejectionProblem;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.product.ProductRejection;
import io.cartulary.service.http.DocumentedProblems;
import io.cartulary.service.http.DocumentedProblems.Extension;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemType;
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

/** Documents in the OpenAPI document, once for all operations, the headers of success, and every problem. */
public class CommandDocument implements OASFilter {

    private static final List<ProblemType> OF_COMMANDS = List.of(
            EdgeProblem.MALFORMED_HEADER, Problem.STALE_VERSION, Problem.IDEMPOTENCY_KEY_REUSED, Problem.OVERLOADED);

    private static final List<Extension> EXTENSIONS = List.of(
            new Extension(
                    Problem.STALE_VERSION,
                    "version",
                    OASFactory.createSchema()
                            .addType(SchemaType.INTEGER)
                            .description("Of `stale-version`: the present one"),
                    4),
            new Extension(
                    Problem.STALE_VERSION,
                    "since",
                    OASFactory.createSchema()
                            .addType(SchemaType.ARRAY)
                            .items(eventSince())
                            .description("Of `stale-version`: the events in between"),
                    List.of(Map.of(
                            "version", 4,
                            "type", "cart.item-added.v1",
                            "recordedAt", "2026-11-23T12:00:00Z",
                            "actor", "customer:alice"))));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        new DocumentedProblems(
                        Stream.concat(
                                Stream.of(Problem.values()),
                                Stream.of(Tags.PRODUCTS, Tags.CARTS, Tags.ORDERS)
                                        .flatMap(CommandDocument::rejections)),
                        EXTENSIONS)
                .describe(document, CommandDocument::problems);
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> !tag(operation).equals(Tags.OPERATOR))
                .forEach(CommandDocument::describeSuccess);
    }

    private static Schema eventSince() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty(
                        "version",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).format("int64"))
                .addProperty("type", OASFactory.createSchema().addType(SchemaType.STRING))
                .addProperty(
                        "recordedAt",
                        OASFactory.createSchema().addType(SchemaType.STRING).format("date-time"))
                .addProperty("actor", OASFactory.createSchema().addType(SchemaType.STRING))
                .required(List.of("version", "type", "recordedAt", "actor"));
    }

    private static String tag(Operation operation) {
        return operation.getTags().getFirst();
    }

    private static Stream<ProblemType> problems(Operation operation) {
        String tag = tag(operation);
        return tag.equals(Tags.OPERATOR)
                ? Stream.of(Problem.ENDING)
                : Stream.of(Stream.of(Problem.ENDING), OF_COMMANDS.stream(), rejections(tag))
                        .flatMap(Function.identity());
    }

    /** A tag may say more precisely what it is about behind a colon. */
    private static Stream<ProblemType> rejections(String tag) {
        Rejection[] rejections = switch (tag.replaceFirst(":.*", "")) {
            case Tags.PRODUCTS -> ProductRejection.values();
            case Tags.CARTS -> CartRejection.values();
            case Tags.ORDERS -> OrderRejection.values();
            default -> throw new IllegalArgumentException("the rejections of " + tag + " are not known");
        };
        return Stream.of(rejections).map(RejectionProblem::new);
    }

    private static void describeSuccess(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, success) -> {
            if (status.startsWith("2")) {
                success.addHeader("ETag", OASFactory.createHeader().description("The version afterwards, in quotes"))
                        .addHeader(
                                "Consistency-Token",
                                OASFactory.createHeader()
                                        .description(
                                                "For a query that has to see this command: <partition>:<position>"));
            }
        });
    }
}

package io.cartulary.query.http;

import io.cartulary.service.openapi.DocumentedProblems;
import io.cartulary.service.openapi.DocumentedProblems.Extension;
import io.cartulary.service.openapi.OpenApiConventions;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;

/** Completes the OpenAPI document: the problems of each operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = OpenApiConventions.LAST)
public class QueryDocument implements OASFilter {

    private static final List<Extension> EXTENSIONS = List.of(
            ofNotYetVisible("partition", "The partition of the token", 3),
            ofNotYetVisible("position", "The position of the token", 42),
            ofNotYetVisible("visible", "The position up to which the partition is visible", 40),
            ofNotYetVisible("behind", "How many positions are not visible yet", 2));

    private final IndexView index;

    /** @param index of the classes behind the schemas */
    public QueryDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        new DocumentedProblems(Stream.of(Problem.values()), EXTENSIONS).describe(document, _ -> Stream.of());
        OpenApiConventions.complete(document, index, tags());
    }

    private static Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("Carts", "Carts, now and in the past");
        tags.put("Orders", "Orders, now and in the past");
        tags.put("Products", "The products on sale, and removals from carts");
        tags.put("Customers", "The cart and the orders of a customer");
        tags.put("Reports", "Reports for staff");
        tags.put("Streams", "Events as they are recorded, as Server-Sent Events");
        tags.put("Operators", "For operators only: projections, audit, quarantine and rebuilds");
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

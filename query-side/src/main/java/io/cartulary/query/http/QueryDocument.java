package io.cartulary.query.http;

import io.cartulary.service.http.DocumentedProblems;
import io.cartulary.service.http.DocumentedProblems.Extension;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Documents every problem in the OpenAPI document, once for all operations. */
public class QueryDocument implements OASFilter {

    private static final List<Extension> EXTENSIONS = List.of(
            ofNotYetVisible("partition", "the partition of the token", 3),
            ofNotYetVisible("position", "the position of the token", 42),
            ofNotYetVisible("visible", "up to which position the partition is visible", 40),
            ofNotYetVisible("behind", "how many positions are missing", 2));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        new DocumentedProblems(Stream.of(Problem.values()), EXTENSIONS).describe(document, _ -> Stream.of());
    }

    private static Extension ofNotYetVisible(String member, String meaning, long example) {
        return new Extension(
                Problem.NOT_YET_VISIBLE,
                member,
                OASFactory.createSchema()
                        .addType(SchemaType.INTEGER)
                        .format("int64")
                        .description("Of `not-yet-visible`: " + meaning),
                example);
    }
}

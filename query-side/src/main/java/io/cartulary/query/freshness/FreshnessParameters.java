package io.cartulary.query.freshness;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Documents the token and the problems that every query has in common. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FreshnessParameters implements OASFilter {

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().values().forEach(FreshnessParameters::describe);
        return path;
    }

    private static void describe(Operation operation) {
        operation
                // what deploy/up --seed has recorded: a caller of the example, as deploy/fuzz is, does not wait for it
                .addParameter(parameter(In.HEADER, ConsistencyToken.HEADER, "0:1")
                        .description(
                                "The token of the answer to a command. The query waits until the command is visible"))
                .addParameter(
                        parameter(In.QUERY, FreshnessFilter.WAIT, "2s")
                                .description(
                                        "The longest time to wait for the token: an ISO 8601 duration, or a number of seconds such as 2s. The default is 2 s, the maximum 10 s"));
        operation
                .getResponses()
                .addAPIResponse("400", OASFactory.createAPIResponse().description("`malformed-request`"))
                .addAPIResponse(
                        "503",
                        OASFactory.createAPIResponse()
                                .description(own(operation)
                                        + "`not-yet-visible`, `too-many-waiting`, `store-unavailable`; "
                                        + "`Retry-After` has the seconds until the next attempt"));
    }

    /** The description that the operation itself gives its 503. */
    private static String own(Operation operation) {
        APIResponse unavailable = operation.getResponses().getAPIResponse("503");
        return unavailable == null || unavailable.getDescription() == null ? "" : unavailable.getDescription() + ", ";
    }

    private static Parameter parameter(In in, String name, String example) {
        return OASFactory.createParameter()
                .in(in)
                .name(name)
                .example(example)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}

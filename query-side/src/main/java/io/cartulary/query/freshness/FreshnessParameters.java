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

/** Describes, once for every query, the token and what every query may be refused with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FreshnessParameters implements OASFilter {

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().values().forEach(FreshnessParameters::describe);
        return path;
    }

    private static void describe(Operation operation) {
        operation
                // what deploy/up --seed has recorded: whoever tries the example, as deploy/fuzz does, need not wait for
                // it
                .addParameter(parameter(In.HEADER, ConsistencyToken.HEADER, "0:1")
                        .description("What a command answered with: the query waits until that is visible"))
                .addParameter(parameter(In.QUERY, FreshnessFilter.WAIT, "2s")
                        .description(
                                "How long to wait for the token at most: an ISO 8601 duration, or 2s; 10 s at most"));
        operation
                .getResponses()
                .addAPIResponse("304", OASFactory.createAPIResponse().description("`If-None-Match` names this version"))
                .addAPIResponse("400", OASFactory.createAPIResponse().description("`malformed-request`"))
                .addAPIResponse(
                        "503",
                        OASFactory.createAPIResponse()
                                .description(own(operation)
                                        + "`not-yet-visible`, `too-many-waiting`, `store-unavailable`; "
                                        + "`Retry-After` says in how many seconds to try again"));
    }

    /** What the operation itself says of its 503. */
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

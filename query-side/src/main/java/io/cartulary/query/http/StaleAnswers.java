package io.cartulary.query.http;

import io.cartulary.contracts.InstantJson;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Marks an answer as stale when its stream is in quarantine, and since when. */
class StaleAnswers {

    private final Staleness staleness;

    StaleAnswers(Staleness staleness) {
        this.staleness = staleness;
    }

    @ServerResponseFilter
    void tell(ContainerResponseContext response) {
        if (response.getStatus() < 400) {
            staleness
                    .since()
                    .ifPresent(since -> response.getHeaders().putSingle(Staleness.HEADER, InstantJson.text(since)));
        }
    }

    /** Documents the header, once for every query. */
    @OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
    public static class Description implements OASFilter {

        @Override
        public void filterOpenAPI(OpenAPI api) {
            api.getPaths().getPathItems().forEach((path, item) -> {
                if (path.matches("/queries/v1/(carts|orders|products|customers|reports)(/.*)?")) {
                    item.getOperations().values().forEach(Description::describe);
                }
            });
        }

        private static void describe(Operation operation) {
            APIResponse answer = operation.getResponses().getAPIResponse("200");
            if (answer != null) {
                answer.addHeader(
                        Staleness.HEADER,
                        OASFactory.createHeader()
                                .description(
                                        "Present only if the stream is in quarantine or has discarded events: "
                                                + "the answer may lack events recorded since this time. "
                                                + "Lists and reports have it if this is true of any stream that may belong to them")
                                .schema(OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .format("date-time")
                                        .addExample("2026-11-23T12:00:00.000Z")));
            }
        }
    }
}

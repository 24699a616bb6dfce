package io.cartulary.service.testing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Does in tests what no resource of the service does: logs a caller's input, and fails with it. */
@Path("/talkative")
@Consumes(MediaType.TEXT_PLAIN)
@PermitAll
public class Talkative {

    private static final Logger LOG = Logger.getLogger(Talkative.class);

    @POST
    @Operation(hidden = true)
    public Uni<Void> repeat(String text) {
        LOG.infof("told: %s", text);
        return Uni.createFrom().voidItem();
    }

    @POST
    @Path("/failure")
    @Operation(hidden = true)
    public Uni<Void> fail(String text) {
        return Uni.createFrom().failure(new IllegalStateException("told: " + text));
    }
}

package io.cartulary.load.empty;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Answers the same probes as the services, and depends on nothing. */
@Path("/q/health")
public class Probes {

    /** No dependency can be down. */
    @GET
    @Path("/{probe}")
    public String up(@PathParam("probe") String probe) {
        return probe;
    }
}

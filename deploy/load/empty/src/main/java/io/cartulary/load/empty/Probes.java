package io.cartulary.load.empty;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Answers the probes that the services answer, and depends on nothing. */
@Path("/q/health")
public class Probes {

    /** There is nothing that could be down. */
    @GET
    @Path("/{probe}")
    public String up(@PathParam("probe") String probe) {
        return probe;
    }
}

package io.cartulary.command.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A request without a body ends all units of a shipment. Such a request has no content type, or any, and would be
 * mistaken for a request with a body of another type.
 */
class BodilessShipmentEnd {

    private static final Pattern PATH =
            Pattern.compile("/?commands/v1/orders/[^/]+/shipments/[^/]+/(delivery|loss|return-to-sender)");

    @ServerRequestFilter(preMatching = true)
    public void acceptNoBody(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.POST)
                && PATH.matcher(request.getUriInfo().getPath()).matches()
                && hasNoBody(request)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    private static boolean hasNoBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return (length == null || length.equals("0")) && request.getHeaderString("Transfer-Encoding") == null;
    }
}

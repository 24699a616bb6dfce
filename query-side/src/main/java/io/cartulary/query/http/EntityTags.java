package io.cartulary.query.http;

import static jakarta.ws.rs.core.HttpHeaders.ETAG;
import static jakarta.ws.rs.core.HttpHeaders.IF_NONE_MATCH;

import io.cartulary.query.view.Versioned;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Sets the version as the entity tag of every versioned answer, and answers 304 to a caller that has that version (RFC
 * 9110, section 13.1.2).
 */
class EntityTags {

    private final Conditions conditions;

    EntityTags(Conditions conditions) {
        this.conditions = conditions;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 200 && response.getEntity() instanceof Versioned answer) {
            String tag = "\"" + answer.version() + "\"";
            response.getHeaders().putSingle(ETAG, tag);
            if (!conditions.ignored() && names(request.getHeaderString(IF_NONE_MATCH), tag)) {
                response.setStatusInfo(Response.Status.NOT_MODIFIED);
                response.setEntity(null);
            }
        }
    }

    private static boolean names(@Nullable String condition, String tag) {
        return condition != null
                && Arrays.stream(condition.split(","))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals("*") || known.equals(tag));
    }
}

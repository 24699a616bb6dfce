package io.cartulary.query.live;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.service.access.Caller;
import io.cartulary.service.http.CallerContext;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.quarkus.arc.All;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Decides who may follow a stream before the response begins: after that no error status can be sent. */
@ApplicationScoped
class Admission {

    /** Marks the operations that follow a stream. */
    @NameBinding
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Wanted {}

    private final Map<String, Visibility> categories;

    Admission(@All List<Visibility> categories) {
        this.categories = categories.stream().collect(toUnmodifiableMap(Visibility::category, Function.identity()));
    }

    /** Runs after the filters that authenticate the caller and wait for a token. */
    @Wanted
    @ServerRequestFilter(priority = Priorities.USER + 100)
    Uni<@Nullable Response> check(ContainerRequestContext request) {
        StreamId stream =
                Parameters.stream(request.getUriInfo().getPathParameters().getFirst("streamId"));
        Caller caller = CallerContext.caller(request.getSecurityContext());
        Visibility category = category(stream);
        if (caller.roles().isEmpty() && !category.isPublic()) {
            throw new UnauthorizedException();
        }
        return category.permits(stream, caller)
                .invoke(permitted -> {
                    if (!permitted) {
                        throw category.unknown().because("There are no events of " + stream + ".");
                    }
                })
                .map(_ -> request.getMethod().equals(HttpMethod.HEAD) ? head() : null);
    }

    /**
     * The headers of GET. The response to GET has no end, and the response to HEAD has no body to begin, so HEAD would
     * never be answered.
     */
    private static Response head() {
        return Response.ok()
                .type(MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Visibility category(StreamId stream) {
        Visibility category = categories.get(stream.category());
        if (category == null) {
            throw Violation.of(
                            "streamId",
                            ViolationCode.NOT_ALLOWED,
                            "is not in one of the categories " + categories.keySet() + '.')
                    .problem();
        }
        return category;
    }
}

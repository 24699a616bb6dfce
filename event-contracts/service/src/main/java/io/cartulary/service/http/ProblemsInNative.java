package io.cartulary.service.http;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * In a native image only. The library's own answer to an unauthenticated caller reads a field that Quarkus 3.33 no
 * longer has, and native compilation requires every field to exist. {@link AccessProblems} answers instead, on a JVM as
 * well. Delete this class with resteasy-problem 3.32, which knows that Quarkus; the newest available release is 3.21.
 */
@TargetClass(className = "io.quarkiverse.resteasy.problem.security.HttpUnauthorizedUtils")
final class ProblemsInNative {

    private ProblemsInNative() {}

    @Substitute
    static Uni<HttpProblem> toProblem(@Nullable RoutingContext unused, Exception failure) {
        return Uni.createFrom().item(HttpProblem.valueOf(Response.Status.UNAUTHORIZED));
    }
}

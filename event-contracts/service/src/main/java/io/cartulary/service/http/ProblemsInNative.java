package io.cartulary.service.http;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * In a native image only. The library's own answer to who is not authenticated reads a field that Quarkus 3.33
 * does not have any more, and native compilation wants everything to be there. {@link AccessProblems} answers instead, on
 * a JVM as well. To be deleted with resteasy-problem 3.32, which knows it; 3.21 is the newest to be had.
 */
@TargetClass(className = "io.quarkiverse.resteasy.problem.security.HttpUnauthorizedUtils")
final class ProblemsInNative {

    private ProblemsInNative() {}

    @Substitute
    static Uni<HttpProblem> toProblem(@Nullable RoutingContext unused, Exception failure) {
        return Uni.createFrom().item(HttpProblem.valueOf(Response.Status.UNAUTHORIZED));
    }
}

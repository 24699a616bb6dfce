package io.cartulary.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer the place in the body, a JSON pointer (RFC 6901); empty for the whole body
 * @param parameter the parameter of the path or the query, or the header
 * @param code a {@link ViolationCode}
 * @param detail one sentence without its subject, which is the pointer or parameter
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(@Nullable String pointer, @Nullable String parameter, String code, String detail) {

    /** The member of a problem that contains them. */
    public static final String MEMBER = "violations";

    /** A violation in the body. */
    public static Violation at(String pointer, ViolationCode code, String detail) {
        return new Violation(pointer, null, code.code(), detail);
    }

    /** A part of a pointer (RFC 6901, section 3). */
    static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }

    /** A violation in a parameter or a header. */
    public static Violation of(String parameter, ViolationCode code, String detail) {
        return new Violation(null, parameter, code.code(), detail);
    }

    /** The problem of a request with these violations. */
    public static HttpProblem problem(ProblemType type, List<Violation> violations) {
        String detail = violations.stream().map(Violation::sentence).collect(Collectors.joining(" "));
        return type.builder(detail.isEmpty() ? type.summary() : detail)
                .with(MEMBER, violations)
                .build();
    }

    /** The malformed request with this violation. */
    public HttpProblem problem() {
        return problem(EdgeProblem.MALFORMED_REQUEST, List.of(this));
    }

    private String sentence() {
        String subject = parameter != null ? parameter : pointer == null || pointer.isEmpty() ? "The body" : pointer;
        return subject + ' ' + detail;
    }
}

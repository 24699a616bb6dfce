package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** A request that is well formed and violates a constraint on one of its parts. */
public class ConstraintViolations {

    /** Before the problem extension's own mapper. */
    private static final int FIRST = 1;

    private static final Map<String, ViolationCode> CODES = Map.ofEntries(
            Map.entry("NotNull", ViolationCode.MISSING),
            Map.entry("NotBlank", ViolationCode.MISSING),
            Map.entry("NotEmpty", ViolationCode.MISSING),
            Map.entry("Size", ViolationCode.WRONG_LENGTH),
            Map.entry("Min", ViolationCode.OUT_OF_RANGE),
            Map.entry("Max", ViolationCode.OUT_OF_RANGE),
            Map.entry("Positive", ViolationCode.OUT_OF_RANGE),
            Map.entry("PositiveOrZero", ViolationCode.OUT_OF_RANGE),
            Map.entry("Pattern", ViolationCode.WRONG_FORMAT),
            Map.entry("Email", ViolationCode.WRONG_FORMAT),
            Map.entry("AssertTrue", ViolationCode.CONTRADICTORY));

    @ServerExceptionMapper(priority = FIRST)
    public Response invalid(ConstraintViolationException invalid, UriInfo uri) {
        return ProblemResponse.of(problem(invalid), invalid, uri);
    }

    /** The problem of a request that violates these constraints, over HTTP or not. */
    public static HttpProblem problem(ConstraintViolationException invalid) {
        return Violation.problem(
                EdgeProblem.MALFORMED_REQUEST,
                invalid.getConstraintViolations().stream()
                        .map(ConstraintViolations::violation)
                        .sorted(Comparator.comparing(Violation::toString))
                        .toList());
    }

    private static Violation violation(ConstraintViolation<?> broken) {
        String constraint = broken.getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        ViolationCode code = CODES.getOrDefault(constraint, ViolationCode.NOT_ALLOWED);
        String detail = broken.getMessage() + '.';
        Place place = place(broken.getPropertyPath(), code);
        @Nullable String parameter = place.parameter();
        // of the parameters of a method, only the body may be required as a whole: an empty text is not a missing body
        return parameter != null && !constraint.equals("NotNull")
                ? Violation.of(parameter, code, detail)
                : Violation.at(place.pointer(), code, detail);
    }

    /** @param parameter of the method, when the violation is of the parameter itself and not of a member */
    private record Place(String pointer, @Nullable String parameter) {}

    private static Place place(Path path, ViolationCode code) {
        var pointer = new StringBuilder();
        @Nullable String parameter = null;
        for (Path.Node node : path) {
            if (node.isInIterable()) {
                @Nullable Object item = node.getIndex() == null ? node.getKey() : node.getIndex();
                if (item != null) {
                    pointer.append('/').append(Violation.escaped(item.toString()));
                }
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                parameter = null;
                // a rule about several members belongs to the object that contains them
                if (code != ViolationCode.CONTRADICTORY) {
                    pointer.append('/').append(Objects.requireNonNull(node.getName()));
                }
            }
        }
        return new Place(pointer.toString(), parameter);
    }
}

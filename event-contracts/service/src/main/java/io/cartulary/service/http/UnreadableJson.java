package io.cartulary.service.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * A body that is no JSON, or not the JSON of the command or request. The answer gives the place and the expected type,
 * without class names.
 */
public class UnreadableJson {

    /** Before Quarkus' and the problem extension's own mappers. */
    private static final int FIRST = 1;

    /** Jackson's messages for a required member that is missing, or null. */
    private static final List<String> NULL = List.of("Cannot map `null`", "Missing required creator property");

    @ServerExceptionMapper(priority = FIRST)
    public Response mismatched(MismatchedInputException mismatch, UriInfo uri) {
        return answer(mismatch, uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response invalid(InvalidFormatException invalid, UriInfo uri) {
        return answer(invalid, uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response unknown(UnrecognizedPropertyException unknown, UriInfo uri) {
        return answer(unknown, uri);
    }

    /** All other failures, such as too many levels of objects. */
    @ServerExceptionMapper(priority = FIRST)
    public Response unreadable(JsonProcessingException unreadable, UriInfo uri) {
        return answer(unreadable, uri);
    }

    private static Response answer(JsonProcessingException unreadable, UriInfo uri) {
        return ProblemResponse.of(problem(unreadable), unreadable, uri);
    }

    /** The problem of a body that can't be read. */
    public static HttpProblem problem(JsonProcessingException unreadable) {
        return Violation.problem(EdgeProblem.MALFORMED_REQUEST, List.of(violation(unreadable)));
    }

    /** Whether it is valid JSON, although not of the expected type. */
    public static boolean isJson(JsonProcessingException unreadable) {
        return !(unreadable instanceof JsonParseException || unreadable.getCause() instanceof JsonParseException);
    }

    static Violation violation(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case PropertyBindingException unknown ->
                violation(unknown, ViolationCode.UNKNOWN, "is not known. " + known(unknown));
            case MismatchedInputException mismatch
            when isMissing(mismatch) -> violation(mismatch, ViolationCode.MISSING, "is missing.");
            case InvalidFormatException wrong
            when wrong.getValue() instanceof String ->
                violation(wrong, code(wrong.getTargetType()), wanted(wrong.getTargetType()));
            case MismatchedInputException mismatch ->
                violation(mismatch, ViolationCode.WRONG_TYPE, wanted(mismatch.getTargetType()));
            case JsonMappingException mapping
            when mapping.getCause() instanceof InputCoercionException ->
                violation(mapping, ViolationCode.OUT_OF_RANGE, "is a number out of range.");
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException ->
                violation(mapping, ViolationCode.TOO_LARGE, "has too many levels, or is too long.");
            case ValueInstantiationException incomplete ->
                violation(incomplete, ViolationCode.MISSING, "has not all its members, or not the right ones.");
            case StreamConstraintsException _ ->
                Violation.at(
                        "",
                        ViolationCode.TOO_LARGE,
                        "has too many levels, or is too long%s.".formatted(place(unreadable)));
            default -> Violation.at("", ViolationCode.NOT_JSON, "is not JSON%s.".formatted(place(unreadable)));
        };
    }

    private static Violation violation(JsonMappingException mapping, ViolationCode code, String detail) {
        return Violation.at(pointer(mapping.getPath()), code, detail);
    }

    /** RFC 6901, section 3. */
    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(part -> part.getFieldName() == null ? Integer.toString(part.getIndex()) : part.getFieldName())
                .map(part -> '/' + Violation.escaped(part))
                .collect(Collectors.joining());
    }

    private static boolean isMissing(MismatchedInputException mismatch) {
        String message = Objects.requireNonNullElse(mismatch.getOriginalMessage(), "");
        return NULL.stream().anyMatch(message::startsWith);
    }

    private static String known(PropertyBindingException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        return known == null || known.isEmpty()
                ? "There are no members here."
                : "There are "
                        + new TreeSet<>(known.stream().map(String::valueOf).toList())
                                .stream().collect(Collectors.joining(", ", "", "."));
    }

    private static ViolationCode code(@Nullable Class<?> wanted) {
        if (wanted == null || wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
            return ViolationCode.WRONG_TYPE;
        }
        return wanted.isEnum() || wanted == Currency.class ? ViolationCode.NOT_ALLOWED : ViolationCode.WRONG_FORMAT;
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "is not of the right type.";
        }
        return "has to be " + name(type) + '.';
    }

    private static String name(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) {
            return "a text of whole characters";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == Currency.class) {
            return "the code of a currency in use (ISO 4217), such as EUR";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time in ISO 8601, such as 2026-11-23T12:00:00Z";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another type";
    }

    private static String place(JsonProcessingException unreadable) {
        JsonLocation place = unreadable.getLocation();
        return place == null ? "" : ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }
}

package io.cartulary.service.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A body that is no JSON, or not the JSON that is wanted. */
public class UnreadableJson {

    /** Takes precedence over Quarkus' own mapper, whose answer is no problem detail. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException mismatch) {
        return EdgeProblem.MALFORMED_REQUEST.because(detail(mismatch)).toResponse();
    }

    /** More objects within objects, or digits of a number, than are read. */
    @ServerExceptionMapper
    public Response excessive(StreamConstraintsException excess) {
        return EdgeProblem.MALFORMED_REQUEST.because(detail(excess)).toResponse();
    }

    /** Where it is. Not Jackson's own words: they name classes, and repeat what the caller sent. */
    public static String detail(JsonProcessingException unreadable) {
        String what = switch (unreadable) {
            case MismatchedInputException _ -> "this is not of the type that is wanted, or something is missing.";
            case StreamConstraintsException _ -> "this goes too deep, or is too long.";
            default -> "this is not JSON.";
        };
        JsonLocation place = unreadable.getLocation();
        return place == null
                ? "The body is not the JSON that is wanted."
                : "Line %d, column %d: %s".formatted(place.getLineNr(), place.getColumnNr(), what);
    }
}

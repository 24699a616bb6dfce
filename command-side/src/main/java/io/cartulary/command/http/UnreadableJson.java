package io.cartulary.command.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A body that is no JSON, or not the JSON that is wanted. */
class UnreadableJson {

    /** Takes precedence over Quarkus' own mapper, whose answer is no problem detail. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatch) {
        return Problems.malformed("malformed-request", detail(mismatch)).toResponse();
    }

    /** Where it is. Not Jackson's own words: they name classes, and repeat what the caller sent. */
    static String detail(JsonProcessingException unreadable) {
        String what = unreadable instanceof MismatchedInputException
                ? "this is not of the type that is wanted, or something is missing."
                : "this is not JSON.";
        JsonLocation place = unreadable.getLocation();
        return place == null
                ? "The body is not the JSON that is wanted."
                : "Line %d, column %d: %s".formatted(place.getLineNr(), place.getColumnNr(), what);
    }
}

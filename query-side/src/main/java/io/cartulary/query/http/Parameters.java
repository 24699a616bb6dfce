package io.cartulary.query.http;

import io.cartulary.contracts.StreamId;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses path and query parameters; unexpected input is {@link EdgeProblem#MALFORMED_REQUEST}. */
public final class Parameters {

    private Parameters() {}

    public static UUID uuid(String name, String text) {
        try {
            UUID uuid = UUID.fromString(text);
            // The parser also accepts 1-1-1-1-1.
            if (uuid.toString().equalsIgnoreCase(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException _) {
            // Rejected below.
        }
        throw malformed(name, ViolationCode.WRONG_FORMAT, "is not a UUID.");
    }

    /** Distinguishes an empty parameter, which the framework treats as missing, from a missing one. */
    public static void rejectEmpty(UriInfo uri, String... names) {
        for (String name : names) {
            if ("".equals(uri.getQueryParameters().getFirst(name))) {
                throw malformed(name, ViolationCode.MISSING, "has no value.");
            }
        }
    }

    /** The parameter {@code streamId}, which is the name of a stream. */
    public static StreamId stream(String name) {
        try {
            return StreamId.parse(name);
        } catch (IllegalArgumentException _) {
            throw malformed("streamId", ViolationCode.WRONG_FORMAT, "is not a name like cart:<uuid> or product:<sku>.");
        }
    }

    public static StreamId stream(String category, String name, String rootId) {
        try {
            return new StreamId(category, rootId);
        } catch (IllegalArgumentException _) {
            throw malformed(
                    name, ViolationCode.WRONG_FORMAT, "has 1 to 64 letters, digits, dots, underscores or hyphens.");
        }
    }

    /** @param detail what a matching text has, as a sentence without its subject */
    public static String matching(String name, String text, Pattern form, String detail) {
        if (!form.matcher(text).matches()) {
            throw malformed(name, ViolationCode.WRONG_FORMAT, detail);
        }
        return text;
    }

    public static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw malformed(
                    name, ViolationCode.WRONG_FORMAT, "is not an instant of ISO 8601, such as 2026-11-23T12:00:00Z.");
        }
    }

    /** A day from 1970 to 9999. */
    public static LocalDate day(String name, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // Rejected below.
        }
        throw malformed(name, ViolationCode.WRONG_FORMAT, "is not a day of ISO 8601 since 1970, such as 2026-11-23.");
    }

    public static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Rejected below.
        }
        throw malformed(
                name, ViolationCode.OUT_OF_RANGE, "is not a whole number from %d to %d.".formatted(least, most));
    }

    private static HttpProblem malformed(String name, ViolationCode code, String detail) {
        return Violation.of(name, code, detail).problem();
    }
}

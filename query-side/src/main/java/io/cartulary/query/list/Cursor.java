package io.cartulary.query.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A place in a list: that of the last row read. Its content is opaque to callers. It is not signed: a forged cursor
 * leads to another place in a list that the caller may see anyway.
 *
 * @param at the time of the row; {@link #TIMELESS} in lists that are not ordered by time
 * @param id distinguishes rows of the same instant
 */
public record Cursor(Instant at, String id) implements Comparable<Cursor> {

    public static final Instant TIMELESS = Instant.EPOCH;

    /** Sorts after every id: ids consist of letters, digits and a few characters that sort before it. */
    public static final String BEHIND_ALL_IDS = "~";

    /** The order of Cassandra's columns: a timestamp, then ASCII text. */
    private static final Comparator<Cursor> ORDER =
            Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

    private static final Pattern FORM =
            Pattern.compile("(?<list>[a-z-]{1,30}) (?<at>\\d{1,15}) (?<id>[\\x21-\\x7d]{1,100})");

    /** The start of a page in ascending order from an instant: before all rows of that instant. */
    public static Cursor before(Instant at) {
        return new Cursor(at, "");
    }

    /** The start of a page in descending order from an instant: after all rows of that instant. */
    public static Cursor behind(Instant at) {
        return new Cursor(at, BEHIND_ALL_IDS);
    }

    /** @param list the list of the place: the cursor of one list is invalid in another */
    public String in(String list) {
        String text = "%s %d %s".formatted(list, at.toEpochMilli(), id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** The reverse of {@link #in}; anything else is {@link EdgeProblem#MALFORMED_REQUEST}. */
    public static Cursor of(String text, String list) {
        try {
            var matcher = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            if (matcher.matches() && matcher.group("list").equals(list)) {
                return new Cursor(Instant.ofEpochMilli(Long.parseLong(matcher.group("at"))), matcher.group("id"));
            }
        } catch (IllegalArgumentException _) {
            // Rejected below.
        }
        throw Violation.of("cursor", ViolationCode.NOT_ALLOWED, "is not one that a page has named as its next.")
                .problem();
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }
}

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
 * A place in a list: that of the last row that was looked at. Nobody outside knows what is in it. It is not signed: whoever
 * makes one up gets to another place of a list that they may see anyway.
 *
 * @param at when what the row tells of happened; {@link #TIMELESS} in lists that are not in the order of time
 * @param id tells rows of the same instant apart
 */
public record Cursor(Instant at, String id) implements Comparable<Cursor> {

    public static final Instant TIMELESS = Instant.EPOCH;

    /** Stands behind every id that there is: ids are made of letters, digits and a few signs before them. */
    public static final String BEHIND_ALL_IDS = "~";

    /** As Cassandra orders the columns: a timestamp, then ASCII text. */
    private static final Comparator<Cursor> ORDER =
            Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

    private static final Pattern FORM =
            Pattern.compile("(?<list>[a-z-]{1,30}) (?<at>\\d{1,15}) (?<id>[\\x21-\\x7d]{1,100})");

    /** Where a page begins that runs forward from an instant: before everything that happened then. */
    public static Cursor before(Instant at) {
        return new Cursor(at, "");
    }

    /** Where a page begins that runs backward from an instant: behind everything that happened then. */
    public static Cursor behind(Instant at) {
        return new Cursor(at, BEHIND_ALL_IDS);
    }

    /** @param list whose place it is: the cursor of one list is none of another */
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
            // Refused below.
        }
        throw Violation.of("cursor", ViolationCode.NOT_ALLOWED, "is not one that a page has named as its next.")
                .problem();
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }
}

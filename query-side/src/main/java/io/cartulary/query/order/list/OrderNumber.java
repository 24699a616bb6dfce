package io.cartulary.query.order.list;

import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An order's number as a person types it: in any case, with or without hyphens and spaces, with O for 0 and I or L for
 * 1. Numbers are Crockford's base 32, which omits these letters for that reason.
 */
record OrderNumber(String typed) {

    private static final Pattern TYPED = Pattern.compile("[A-Za-z0-9\\p{Pd}\\s\\h]{1,60}");
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Pd}\\s\\h]+");
    private static final Pattern GROUP = Pattern.compile("(?<=\\G.{4})(?=.)");

    /** Bad input is {@link Violation#problem}. */
    OrderNumber {
        if (!TYPED.matcher(typed).matches()
                || BETWEEN.matcher(typed).replaceAll("").isEmpty()) {
            throw Violation.of(
                            "number",
                            ViolationCode.WRONG_FORMAT,
                            "has up to 60 letters, digits, hyphens and spaces, such as 7Q4K-2M9X-C3TB.")
                    .problem();
        }
    }

    /** The numbers that the text may stand for: the canonical form, and the text itself. */
    List<String> candidates() {
        return Stream.of(canonical(), typed).distinct().toList();
    }

    private String canonical() {
        String characters = BETWEEN.matcher(typed)
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return GROUP.matcher(characters).replaceAll("-");
    }
}

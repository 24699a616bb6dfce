package io.cartulary.service.http;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The id that everything caused by one command shares: its events, its logs, and its effects in other systems. */
public final class CorrelationId {

    /** Its HTTP header. */
    public static final String HEADER = "X-Correlation-Id";

    /** All that it may look like, as a regular expression. */
    public static final String FORM = "[!-~]{1,100}";

    private static final Predicate<String> VISIBLE = Pattern.compile(FORM).asMatchPredicate();

    private CorrelationId() {}

    /** Whether a text is valid: 1 to 100 visible ASCII characters, so that headers and logs may contain it. */
    public static boolean isOne(String text) {
        return VISIBLE.test(text);
    }
}

package io.cartulary.service.http;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What everything caused by one command has in common: its events, its logs, and what follows from it elsewhere. */
public final class CorrelationId {

    /** The HTTP header that brings one. */
    public static final String HEADER = "X-Correlation-Id";

    private static final Predicate<String> VISIBLE =
            Pattern.compile("[\\x21-\\x7e]{1,100}").asMatchPredicate();

    private CorrelationId() {}

    /** Whether a text can be one: 1 to 100 visible ASCII characters, so that it may stand in headers and logs. */
    public static boolean isOne(String text) {
        return VISIBLE.test(text);
    }
}

package io.cartulary.query;

import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.util.regex.Pattern;
import org.hamcrest.Matcher;

/** Checks the JSON of every answer: instants are in UTC, with three digits after the seconds. */
final class TimesInOneForm {

    private static final Pattern ANOTHER_FORM =
            Pattern.compile("(?s).*\"\\d{4}-\\d\\d-\\d\\dT(?!\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\").*");

    private TimesInOneForm() {}

    static Matcher<String> everywhere() {
        return not(matchesPattern(ANOTHER_FORM));
    }
}

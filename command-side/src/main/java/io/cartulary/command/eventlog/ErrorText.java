package io.cartulary.command.eventlog;

import io.vertx.mysqlclient.MySQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MySQL's errors without the values that their texts quote: a text may get into the log. */
final class ErrorText {

    /** The value may have any characters; the key is the last that is quoted. */
    private static final Pattern DUPLICATE = Pattern.compile("(?s)Duplicate entry '.*' (for key '[^']*')");

    /** Class 22 is data exceptions, 23 is integrity constraint violations (ISO 9075-2, 24.1). */
    private static final Pattern ABOUT_A_VALUE = Pattern.compile("2[23]\\w{3}");

    private static final Pattern QUOTE = Pattern.compile("['\"]");

    private ErrorText() {}

    /** The same error; a failure of another kind is returned as it is. */
    static Throwable withoutValues(Throwable failure) {
        if (!(failure instanceof MySQLException refused)) {
            return failure;
        }
        String text = withoutValues(String.valueOf(refused.getMessage()), String.valueOf(refused.getSqlState()));
        return new MySQLException(text, refused.getErrorCode(), refused.getSqlState());
    }

    static String withoutValues(String text, String sqlState) {
        Matcher duplicate = DUPLICATE.matcher(text);
        if (duplicate.find()) {
            return "Duplicate entry " + duplicate.group(1);
        }
        Matcher quoted = QUOTE.matcher(text);
        return ABOUT_A_VALUE.matcher(sqlState).matches() && quoted.find()
                ? text.substring(0, quoted.start()) + '…'
                : text;
    }
}

package io.cartulary.service.http;

import java.util.Locale;

/** In which way a part of a request is wrong. */
public enum ViolationCode {
    /** It has to be there. */
    MISSING,
    /** There is no such member or parameter. */
    UNKNOWN,
    /** It is there more than once. */
    REPEATED,
    /** A text in place of a number, for example. */
    WRONG_TYPE,
    /** The type is right, the form is not: a UUID with too few digits, for example. */
    WRONG_FORMAT,
    /** A text or a list is too short or too long. */
    WRONG_LENGTH,
    /** A number is too small or too large. */
    OUT_OF_RANGE,
    /** It is none of the values that there are. */
    NOT_ALLOWED,
    /** It does not fit what else is in the request. */
    CONTRADICTORY,
    /** The body is not JSON. */
    NOT_JSON,
    /** The body has too many levels, or a number of too many digits. */
    TOO_LARGE;

    /** In lower-case kebab: {@code wrong-type}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

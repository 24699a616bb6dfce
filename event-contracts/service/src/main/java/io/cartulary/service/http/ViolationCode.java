package io.cartulary.service.http;

import java.util.Locale;

/** The kind of a violation. */
public enum ViolationCode {
    /** It is required. */
    MISSING,
    /** There is no such member or parameter. */
    UNKNOWN,
    /** It occurs more than once. */
    REPEATED,
    /** A text instead of a number, for example. */
    WRONG_TYPE,
    /** The type is right, the form is not: a UUID with too few digits, for example. */
    WRONG_FORMAT,
    /** A text or a list is too short or too long. */
    WRONG_LENGTH,
    /** A number is too small or too large. */
    OUT_OF_RANGE,
    /** It is not one of the permitted values. */
    NOT_ALLOWED,
    /** It contradicts another part of the request. */
    CONTRADICTORY,
    /** The body is not JSON. */
    NOT_JSON,
    /** The body has too many levels, or a number with too many digits. */
    TOO_LARGE;

    /** In lower-case kebab: {@code wrong-type}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

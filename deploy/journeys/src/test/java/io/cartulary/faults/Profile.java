package io.cartulary.faults;

import java.time.Duration;
import java.util.Locale;

/** The amount of faults: short in every build; long, in {@code deploy/faults}, with {@code -Dfaults.profile=long}. */
public enum Profile {
    SHORT,
    LONG;

    /** The tag of tests that deploy/test --native runs as well: a run of both may leave them out of the other. */
    public static final String ON_BINARIES_TOO = "on-binaries-too";

    private static final Profile CURRENT =
            valueOf(System.getProperty("faults.profile", "short").toUpperCase(Locale.ROOT));

    static int times(int inShort, int inLong) {
        return CURRENT == SHORT ? inShort : inLong;
    }

    static Duration seconds(int inShort, int inLong) {
        return Duration.ofSeconds(times(inShort, inLong));
    }
}

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

    /**
     * Whether a table of starts is tried as a whole: in a long run, and on the binaries, which start in no time. On the JVM a
     * short run tries each server once.
     */
    public static boolean triesWholeTables() {
        return CURRENT == LONG || Boolean.parseBoolean(System.getenv("CARTULARY_NATIVE"));
    }

    static int times(int inShort, int inLong) {
        return CURRENT == SHORT ? inShort : inLong;
    }

    static Duration seconds(int inShort, int inLong) {
        return Duration.ofSeconds(times(inShort, inLong));
    }
}

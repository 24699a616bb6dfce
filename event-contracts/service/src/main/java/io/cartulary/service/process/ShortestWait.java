package io.cartulary.service.process;

import java.time.Duration;

/**
 * The shortest wait. Vert.x has no timer of less than a millisecond, and throws an exception in the middle of a
 * subscription: a repetition with such a wait can then neither fail nor end, and its subscriber waits for ever.
 */
public final class ShortestWait {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private ShortestWait() {}

    /** The given wait, or the shortest one if the given one is shorter, zero or negative. */
    public static Duration atLeast(Duration wait) {
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }
}

package io.cartulary.service.process;

import java.time.Duration;

/**
 * The shortest wait. Vert.x has no timer of less than a millisecond, and says so with an exception in the midst of a
 * subscription: what repeats by such a wait may neither fail nor end, and whoever waits for it waits for ever.
 */
public final class ShortestWait {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private ShortestWait() {}

    /** That wait, or the shortest when it is shorter, or nothing, or over. */
    public static Duration atLeast(Duration wait) {
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }
}

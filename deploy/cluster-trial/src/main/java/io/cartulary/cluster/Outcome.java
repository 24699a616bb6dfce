package io.cartulary.cluster;

import java.util.List;

/**
 * What became of the requests of a {@link Load}.
 *
 * @param failures the requests without a success, each with its time and answer
 * @param lost the carts whose view lacks what was answered, or has more than was asked for
 */
record Outcome(int requests, List<String> failures, int carts, List<String> lost) {}

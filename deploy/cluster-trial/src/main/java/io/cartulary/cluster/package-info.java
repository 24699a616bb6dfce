/**
 * The demo on a real Kubernetes, as {@code deploy/cluster} runs it: what its README promises of roll-outs, kills, outages and
 * upgrades, while callers keep their connections.
 */
@NullMarked
package io.cartulary.cluster;

import org.jspecify.annotations.NullMarked;

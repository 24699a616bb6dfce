/**
 * The quarantine: streams that can't be projected further, their waiting events, and operators' requests. It decides
 * which streams it admits and when it releases them, stores them, and tells since when their views are stale. What it
 * needs of the projection for that is in the interfaces {@code ProjectedStream}, {@code ProjectedPartition} and
 * {@code ProjectedPartitions}.
 */
@NullMarked
package io.cartulary.query.quarantine;

import org.jspecify.annotations.NullMarked;

package io.cartulary.command.eventlog;

import io.cartulary.contracts.Envelope;
import java.util.List;

/**
 * This replica has committed to a partition. Fired in the order of the partition's commits.
 *
 * @param events what was committed, in position order, without a gap; empty when only the table has the events
 */
public record Committed(int partition, List<Envelope> events) {}

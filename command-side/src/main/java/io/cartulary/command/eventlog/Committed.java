package io.cartulary.command.eventlog;

import io.cartulary.contracts.Envelope;
import java.util.List;

/**
 * This replica has appended to a partition.
 *
 * @param events what it has appended, in position order and without a gap
 */
public record Committed(int partition, List<Envelope> events) {}

package io.cartulary.command.eventlog;

import io.cartulary.contracts.Envelope;
import java.util.List;

/**
 * Events that other replicas have appended.
 *
 * @param events those of a stream in order and without a gap
 */
public record OthersAppended(List<Envelope> events) {}

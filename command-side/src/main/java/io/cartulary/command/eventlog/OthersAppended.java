package io.cartulary.command.eventlog;

import io.cartulary.contracts.Envelope;
import java.util.List;

/**
 * Other replicas have appended these.
 *
 * @param events those of a stream in order, and none left out between two of them
 */
public record OthersAppended(List<Envelope> events) {}

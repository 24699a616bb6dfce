package io.cartulary.command.eventlog;

/** Something was appended to this partition by this replica. */
public record Committed(int partition) {}

package io.cartulary.command.eventsourcing;

import java.time.Instant;

/** A command, and when it was sent. */
public record Sent<C>(Instant at, C command) {}

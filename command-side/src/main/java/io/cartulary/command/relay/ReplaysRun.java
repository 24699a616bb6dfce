package io.cartulary.command.relay;

/** There are replays to carry out; fired whenever the relay has read the log and found some. */
public record ReplaysRun() {}

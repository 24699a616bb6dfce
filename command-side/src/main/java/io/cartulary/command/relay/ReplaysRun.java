package io.cartulary.command.relay;

/** There are replays to be carried out, said whenever the relay has looked at the log and seen some. */
public record ReplaysRun() {}

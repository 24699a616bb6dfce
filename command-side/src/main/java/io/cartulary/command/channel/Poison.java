package io.cartulary.command.channel;

/** A record that is no command at all, so that nobody can be answered. The message is its reason. */
final class Poison extends RuntimeException {

    Poison(String reason) {
        super(reason);
    }
}

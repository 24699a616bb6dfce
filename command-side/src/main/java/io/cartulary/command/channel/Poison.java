package io.cartulary.command.channel;

/** A record that is not a command, so that there is nobody to answer. The message is the reason. */
final class Poison extends RuntimeException {

    Poison(String reason) {
        super(reason);
    }
}

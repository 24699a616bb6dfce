package io.cartulary.command.eventsourcing;

import java.util.Locale;

/** Why a command was rejected: an enum per aggregate; each constant has a code that clients may rely on. */
public interface Rejection {

    /** The kind of rejection, which determines its status over HTTP. */
    enum Kind {
        /** It does not exist, or not for this caller. */
        NOT_FOUND,
        /** No state would ever permit it: the command itself is invalid. */
        INVALID,
        /** The present state does not permit it. */
        CONFLICT
    }

    Kind kind();

    /** One sentence for the reader of the answer. It may change; the code does not. */
    String reason();

    /** The enum constant's name; {@link Enum} provides it. */
    String name();

    /** Stable, in lower-case kebab: {@code no-such-cart}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.cartulary.command.eventsourcing;

import java.util.Locale;

/** Why a command was refused: an enum per aggregate, each constant with a code that clients may rely on. */
public interface Rejection {

    /** What sort of refusal it is, and so what status it has over HTTP. */
    enum Kind {
        /** There is no such thing, or not for this caller. */
        NOT_FOUND,
        /** No state would ever permit it: the command itself is at fault. */
        INVALID,
        /** The present state does not permit it. */
        CONFLICT
    }

    Kind kind();

    /** One sentence for whoever reads the answer. It may change; the code does not. */
    String reason();

    /** The enum constant's name; {@link Enum} provides it. */
    String name();

    /** Stable, in lower-case kebab: {@code no-such-cart}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

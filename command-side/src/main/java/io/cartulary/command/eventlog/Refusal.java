package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.vertx.mysqlclient.MySQLException;
import java.net.ConnectException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What MySQL meant when an insert failed. */
enum Refusal {
    /** Another replica has written at that position. */
    POSITION_TAKEN,
    /** Someone has written that version of the stream. */
    VERSION_TAKEN,
    /** The command was carried out before. */
    COMMAND_KNOWN,
    /** InnoDB ended a cycle of waiting, or the wait was too long; the statement was undone and may be tried again. */
    DEADLOCK,
    /** MySQL answered, and stored nothing: its disk is full, it is read-only, it is shutting down. */
    REFUSED,
    /** There was no connection to send it over. */
    NOT_SENT,
    /** The connection was lost before MySQL answered: it may have stored the events, or not. */
    UNKNOWN;

    // MySQL 8.4 Error Message Reference, server errors
    private static final int ER_DUP_ENTRY = 1062;
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;
    private static final int ER_LOCK_DEADLOCK = 1213;

    private static final Pattern KEY = Pattern.compile("for key 'events\\.(\\w+)'");

    static Refusal of(Throwable failure) {
        return switch (failure) {
            case MySQLException refused -> of(refused);
            case StoreUnavailableException _, ConnectException _ -> NOT_SENT;
            default -> UNKNOWN;
        };
    }

    private static Refusal of(MySQLException refused) {
        return switch (refused.getErrorCode()) {
            case ER_DUP_ENTRY -> duplicate(refused.getMessage());
            case ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK -> DEADLOCK;
            default -> REFUSED;
        };
    }

    /** The message names the key, and MySQL has no other way to tell it: {@code … for key 'events.stream_version'}. */
    private static Refusal duplicate(@Nullable String message) {
        Matcher key = KEY.matcher(String.valueOf(message));
        return switch (key.find() ? key.group(1) : "") {
            case "PRIMARY" -> POSITION_TAKEN;
            case "stream_version" -> VERSION_TAKEN;
            case "stream_command" -> COMMAND_KNOWN;
            default -> REFUSED;
        };
    }
}

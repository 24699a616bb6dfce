package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.vertx.mysqlclient.MySQLException;
import java.net.ConnectException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reason why MySQL failed a batch. */
enum InsertFailure {
    /** Another replica has written at that position. */
    POSITION_TAKEN,
    /** That version of the stream exists already. */
    VERSION_TAKEN,
    /** A command was carried out earlier. */
    COMMAND_KNOWN,
    /** InnoDB ended a deadlock, or the lock wait was too long; the statement was rolled back and may be tried again. */
    DEADLOCK,
    /** A value does not fit its column: one of the batch's commands is the cause. */
    BAD_VALUE,
    /** MySQL answered, and stored nothing: its disk is full, it is read-only, or it is shutting down. */
    REFUSED,
    /** There was no connection for the statement. */
    NOT_SENT,
    /**
     * The connection was lost before MySQL answered, or the answer does not tell: the events may be stored or not. A gate
     * in front of MySQL (Vitess) answers like this when it loses the server, also after the server's commit.
     */
    UNKNOWN;

    // MySQL 8.4 Error Message Reference, server errors
    private static final int ER_DUP_ENTRY = 1062;
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;
    private static final int ER_LOCK_DEADLOCK = 1213;
    private static final int ER_INVALID_JSON_TEXT = 3140;
    private static final int ER_INVALID_JSON_TEXT_IN_PARAM = 3141;

    // the outcome is unknown: the same reference, server and client errors
    private static final int ER_UNKNOWN_ERROR = 1105;
    private static final int ER_QUERY_INTERRUPTED = 1317;
    private static final int ER_INTERNAL_ERROR = 1815;
    private static final int CR_SERVER_GONE_ERROR = 2006;
    private static final int CR_SERVER_LOST = 2013;

    /** Class 22 is data exceptions, 23 is integrity constraint violations (ISO 9075-2, 24.1). */
    private static final Pattern AT_FAULT = Pattern.compile("2[23]\\w{3}");

    /**
     * The message names the key; MySQL provides it nowhere else. The value before it can't be used: it is cut to 64
     * characters, and a stream id alone may have more.
     */
    private static final Pattern DUPLICATE = Pattern.compile("for key 'events\\.(\\w+)'");

    static InsertFailure of(Throwable failure) {
        return switch (failure) {
            case MySQLException refused -> of(refused);
            case StoreUnavailableException _, ConnectException _ -> NOT_SENT;
            default -> UNKNOWN;
        };
    }

    private static InsertFailure of(MySQLException refused) {
        return switch (refused.getErrorCode()) {
            case ER_DUP_ENTRY -> duplicate(String.valueOf(refused.getMessage()));
            case ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK -> DEADLOCK;
            case ER_INVALID_JSON_TEXT, ER_INVALID_JSON_TEXT_IN_PARAM -> BAD_VALUE;
            case ER_UNKNOWN_ERROR, ER_QUERY_INTERRUPTED, ER_INTERNAL_ERROR, CR_SERVER_GONE_ERROR, CR_SERVER_LOST ->
                UNKNOWN;
            default -> isAtFault(refused) ? BAD_VALUE : REFUSED;
        };
    }

    private static boolean isAtFault(MySQLException refused) {
        return AT_FAULT.matcher(String.valueOf(refused.getSqlState())).matches();
    }

    private static InsertFailure duplicate(String message) {
        Matcher duplicate = DUPLICATE.matcher(message);
        if (!duplicate.find()) {
            return REFUSED;
        }
        return switch (duplicate.group(1)) {
            case "PRIMARY" -> POSITION_TAKEN;
            case "stream_version" -> VERSION_TAKEN;
            case "stream_command" -> COMMAND_KNOWN;
            default -> REFUSED;
        };
    }
}

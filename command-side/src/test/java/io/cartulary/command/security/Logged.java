package io.cartulary.command.security;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The service's log while this is open: messages before any format escapes anything. */
public final class Logged extends Handler implements AutoCloseable {

    private static final Formatter TEXT = new PatternFormatter("%s%e");

    private final Queue<ExtLogRecord> lines = new ConcurrentLinkedQueue<>();

    /** Starts now. */
    public Logged() {
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        ExtLogRecord extended = ExtLogRecord.wrap(line);
        extended.copyAll();
        lines.add(extended);
    }

    /** The entries so far. */
    public List<ExtLogRecord> lines() {
        return List.copyOf(lines);
    }

    /** All that a line shows: its message and its exception. */
    public static String text(ExtLogRecord line) {
        return TEXT.format(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}

package io.cartulary.localstack;

import java.io.Console;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints progress: a line for every completed step, and meanwhile the steps under way; on a terminal as a line that's
 * always up to date, elsewhere as a line after two seconds and then every ten.
 */
final class Progress {

    private static final long FIRST_WORD_S = 2;
    private static final long NEXT_WORD_S = 10;
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Long> underWay = new LinkedHashMap<>();

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        Thread.ofVirtual().start(this::tick);
    }

    /** On this process' standard output. */
    static Progress toConsole() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Progress(System.out, terminal);
    }

    /** Work that takes some time. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void run() throws E;
    }

    /** Does the work, and prints it. */
    <E extends Exception> void step(String title, Work<E> work) throws E {
        long start = System.nanoTime();
        synchronized (this) {
            underWay.put(title, start);
        }
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            synchronized (this) {
                underWay.remove(title);
                if (done) {
                    say("  %-34s %5.1f s".formatted(title, seconds(start)));
                }
            }
        }
    }

    /** Prints a separate line. */
    synchronized void say(String line) {
        out.println((terminal ? ERASE_LINE : "") + line);
        out.flush();
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(1_000);
                if (terminal) {
                    redraw();
                } else {
                    remind();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void redraw() {
        if (!underWay.isEmpty()) {
            out.print(ERASE_LINE + "  … " + current());
            out.flush();
        }
    }

    private synchronized void remind() {
        boolean due = underWay.values().stream()
                .mapToLong(start -> (long) seconds(start))
                .anyMatch(elapsed -> elapsed == FIRST_WORD_S || (elapsed > 0 && elapsed % NEXT_WORD_S == 0));
        if (due) {
            say("  … " + current());
        }
    }

    private String current() {
        return underWay.entrySet().stream()
                .map(step -> "%s %.0f s".formatted(step.getKey(), seconds(step.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}

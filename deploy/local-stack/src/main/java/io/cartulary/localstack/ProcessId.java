package io.cartulary.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One process, identified by its pid and its start, because pids are reused.
 *
 * @param birth Linux's start time in clock ticks since boot, which no change of the clock affects; elsewhere the
 * instant
 */
record ProcessId(long pid, String birth) {

    private static final String DEAD = "";

    static ProcessId of(long pid) {
        return new ProcessId(pid, birthOf(pid));
    }

    static ProcessId parse(String text) {
        int at = text.indexOf('@');
        return new ProcessId(Long.parseLong(text.substring(0, at)), text.substring(at + 1));
    }

    boolean isAlive() {
        return !birth.equals(DEAD) && birth.equals(birthOf(pid));
    }

    /** Sends SIGTERM. */
    void terminate() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    /** Sends SIGKILL, and returns when it's gone. */
    void kill() throws InterruptedException {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            while (isAlive()) {
                Thread.sleep(10);
            }
        }
    }

    /** Sends it a signal by name, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -%s %d fails".formatted(name, pid));
        }
    }

    /** SIGTERM, then patience, then SIGKILL. */
    void stop(Duration patience) throws InterruptedException {
        terminate();
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        kill();
    }

    private static String birthOf(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            if (Files.exists(Path.of("/proc/self/stat"))) {
                // proc_pid_stat(5): state is field 3, the first after the name in parentheses; 20 counts threads, 22 is
                // the start. A zombie with more than one thread is still ending, and still holds its ports and locks.
                String line = Files.readString(stat);
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                boolean ended = fields[0].equals("Z") && Integer.parseInt(fields[17]) <= 1;
                return ended ? DEAD : fields[19];
            }
        } catch (IOException unreadable) {
            // gone before or during the read; any other failure has another cause
            if (Files.exists(stat)) {
                throw new UncheckedIOException(unreadable);
            }
            return DEAD;
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Object::toString)
                .orElse(DEAD);
    }

    @Override
    public String toString() {
        return pid + "@" + birth;
    }
}

package io.cartulary.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One process for good: its pid, and when it was born, because pids are given again.
 *
 * @param birth Linux's start time in clock ticks since boot, which no change of the clock moves; elsewhere the instant
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

    /** Asks it to end, SIGTERM. */
    void terminate() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    /** Ends it, SIGKILL, and returns when it's gone. */
    void kill() throws InterruptedException {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            while (isAlive()) {
                Thread.sleep(10);
            }
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
                // proc_pid_stat(5): the state is field 3, the first after the parenthesised name, the start time is 22.
                String line = Files.readString(stat);
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                return fields[0].equals("Z") ? DEAD : fields[19];
            }
        } catch (IOException _) {
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

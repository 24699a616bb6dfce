package io.cartulary.load.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of a process, by Linux' counters: its own pages, and those of its files. */
public final class Memory {

    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** In MiB (proc_pid_status(5)). */
    public static double resident(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(each -> each.startsWith(RESIDENT))
                .findFirst()
                .orElseThrow();
        String kibibytes = line.substring(RESIDENT.length()).replace("kB", "").strip();
        return Long.parseLong(kibibytes) / 1024.0;
    }
}

package io.cartulary.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that a process looks up in a file of a test's own in place of {@code /etc/hosts}, and nowhere else. It takes a
 * mount namespace of the process' own, and needs no root where the kernel permits user namespaces.
 */
final class HostNames {

    private static final String MOUNT =
            "mount --bind \"$1\" /etc/hosts && mount --bind \"$2\" /etc/nsswitch.conf && shift 2 && exec \"$@\"";

    private final Path hosts;
    private final Path lookups;

    HostNames(Path folder) throws IOException {
        this.hosts = Files.createFile(folder.resolve("hosts"));
        this.lookups = Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files\n");
        remove();
    }

    /** Whether this machine has what it takes. */
    boolean canBeUsed() throws IOException, InterruptedException {
        var command = new ProcessBuilder(launcher());
        command.command().add("true");
        return command.redirectErrorStream(true).start().waitFor() == 0;
    }

    /** Starts a process that sees these names. */
    List<String> launcher() {
        return new ArrayList<>(List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                MOUNT,
                "sh",
                hosts.toAbsolutePath().toString(),
                lookups.toAbsolutePath().toString()));
    }

    /** The name has the loopback address. In place: another file would not be the one that is mounted. */
    void add(String name) throws IOException {
        Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 %s\n".formatted(name));
    }

    /** No name has an address, but for {@code localhost}. */
    void remove() throws IOException {
        Files.writeString(hosts, "127.0.0.1 localhost\n");
    }
}

package io.cartulary.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** TCP ports of the loopback interface. */
public final class Ports {

    private Ports() {}

    /** A port without a listener, below the range of Linux' and macOS' outgoing connections. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (isFree(port)) {
                return port;
            }
        }
    }

    static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The listener of the port, if this system shows it: {@code java (pid 4242)}. */
    static Optional<String> holder(int port) {
        return socketOf(port)
                .flatMap(socket -> ProcessHandle.allProcesses()
                        .filter(process -> hasOpen(process, socket))
                        .findFirst()
                        .map(process -> "%s (pid %d)"
                                .formatted(
                                        process.info()
                                                .command()
                                                .map(command -> Path.of(command)
                                                        .getFileName()
                                                        .toString())
                                                .orElse("a process"),
                                        process.pid())));
    }

    /** The inode of the listening socket. In /proc/net/tcp field 1 is {@code address:port}, 3 the state, 9 the inode. */
    private static Optional<String> socketOf(int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(file -> lines(Path.of(file)))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(suffix) && fields[3].equals("0A"))
                .map(fields -> "socket:[" + fields[9] + "]")
                .findFirst();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean hasOpen(ProcessHandle process, String socket) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.anyMatch(file -> linksTo(file, socket));
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean linksTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException _) {
            return false;
        }
    }
}

package io.cartulary.load.start;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.Packaging;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that is started repeatedly.
 *
 * @param files its deliverable: a binary, or a folder of jars
 * @param up describes it with all dependencies
 * @param down describes it with no dependency available
 * @param side the service, if it is one
 */
record Subject(String title, Path files, Service up, Service down, Optional<Side> side) {

    /** A port without a listener: "TCP port service multiplexer" (RFC 1078) is extinct, and only root can open it. */
    private static final int NOBODY = 1;

    private static final Map<String, String> NOTHING_THERE = new Endpoints(
                    "127.0.0.1",
                    NOBODY,
                    "nobody",
                    "nothing",
                    "127.0.0.1:" + NOBODY,
                    "127.0.0.1:" + NOBODY,
                    "datacenter1")
            .environment(World.DEFAULT);

    /** The application without function or dependencies. */
    static Subject empty(Path binary, Path logs) {
        Service service = Service.of(binary, logs.resolve("empty.log"));
        return new Subject("empty, native", binary, service, service, Optional.empty());
    }

    /** @param environment the servers' addresses */
    static Subject service(Packaging packaging, Side side, Map<String, String> environment, Path logs) {
        String name = "%s-%s".formatted(side, packaging).toLowerCase(Locale.ROOT);
        Path files = switch (packaging) {
            case JVM -> Service.application(side);
            case NATIVE -> Service.built(packaging, side).orElseThrow();
        };
        return new Subject(
                "%s side, %s"
                        .formatted(
                                side.name().toLowerCase(Locale.ROOT), packaging == Packaging.NATIVE ? "native" : "JVM"),
                files,
                Service.of(packaging, side, 0, environment, logs.resolve(name + ".log")),
                Service.of(packaging, side, 0, NOTHING_THERE, logs.resolve(name + "-alone.log")),
                Optional.of(side));
    }

    /** Whether the goals apply to it. */
    boolean isBound() {
        return side.isPresent() && !Files.isDirectory(files);
    }

    /** In bytes. */
    long size() throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile).mapToLong(Subject::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

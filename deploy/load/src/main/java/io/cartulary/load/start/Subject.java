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
 * Something that is started again and again.
 *
 * @param files what is shipped of it: a binary, or a folder of jars
 * @param up describes it with all it depends on
 * @param down describes it with none of that there
 * @param side which of the services it is, if it is one
 */
record Subject(String title, Path files, Service up, Service down, Optional<Side> side) {

    /** Where nobody listens: "TCP port service multiplexer" (RFC 1078) has died out, and is root's to open. */
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

    /** The application that does nothing, and depends on nothing. */
    static Subject empty(Path binary, Path logs) {
        Service service = Service.of(binary, logs.resolve("empty.log"));
        return new Subject("empty, native", binary, service, service, Optional.empty());
    }

    /** @param environment where the servers are */
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

    /** Whether the goals are about it. */
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

package io.cartulary.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** This process' checkout of Cartulary. */
record Checkout(Path root) {

    /** Walks up from the working directory. */
    static Checkout find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("deploy/local-stack/pom.xml"))) {
                return new Checkout(folder);
            }
        }
        throw new Failure("the working directory is not in a checkout of Cartulary; change into one");
    }

    /** The ignored folder for all runtime data. */
    Path data() {
        return root.resolve("deploy/data");
    }

    /** The folder of one stack. */
    Path stack(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new Failure("'%s' is not a stack name: lower-case letters, digits and hyphens".formatted(name));
        }
        return data().resolve(name);
    }

    /** Maven's folder for a server. */
    Path server(Member server) {
        return root.resolve("deploy/local-stack/servers").resolve(server.key()).resolve("target");
    }

    /** The folder with the jars of one of our programs. */
    Path application(String module) {
        return target(module).resolve("quarkus-app");
    }

    /** The file that starts a program: its runnable jar or its native binary; empty when it is not built. */
    Optional<Path> built(Packaging packaging, String module) {
        return switch (packaging) {
            case JVM ->
                Optional.of(application(module).resolve("quarkus-run.jar")).filter(Files::exists);
            case NATIVE -> binary(module);
        };
    }

    private Path target(String module) {
        return root.resolve(module).resolve("target");
    }

    private Optional<Path> binary(String module) {
        if (!Files.isDirectory(target(module))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target(module))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

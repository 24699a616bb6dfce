package io.cartulary.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * What checks documents, and generates and compiles clients. Each is installed once for its pinned versions, outside of the
 * checkout ({@code $XDG_CACHE_HOME/cartulary}, or {@code ~/.cache/cartulary}). A test that can't have its tools is skipped.
 */
public enum Tool {
    /** redocly, spectral, openapi-typescript and the compiler, from npm. */
    NODE("Node 20.19 with npm, and the npm registry", "package-lock.json") {
        @Override
        void install(Path into) throws IOException, InterruptedException {
            Files.copy(FILES.resolve("package.json"), into.resolve("package.json"));
            Files.copy(FILES.resolve("package-lock.json"), into.resolve("package-lock.json"));
            installing(into, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    },

    /** openapi-spec-validator, and what generated clients need, from PyPI. */
    PYTHON("Python 3.10 with venv, and PyPI", "requirements.txt") {
        @Override
        void install(Path into) throws IOException, InterruptedException {
            installing(into, "python3", "-m", "venv", "venv");
            installing(
                    into,
                    "venv/bin/pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    FILES.resolve("requirements.txt").toString());
        }
    },

    /** oasdiff, from the Go proxy. */
    GO("Go 1.24, and the Go module proxy", "go.sum") {
        @Override
        void install(Path into) throws IOException, InterruptedException {
            installing(FILES, "go", "build", "-o", into.resolve("oasdiff").toString(), "github.com/oasdiff/oasdiff");
        }
    },

    /** openapi-generator, from Maven Central. */
    GENERATOR("Maven Central", "") {
        @Override
        void install(Path into) throws IOException, InterruptedException {
            installing(
                    CHECKOUT,
                    "./mvnw",
                    "-q",
                    "dependency:copy",
                    "-N",
                    "-Dartifact=org.openapitools:openapi-generator-cli:" + GENERATOR_VERSION,
                    "-Dmdep.stripVersion=true",
                    "-DoutputDirectory=" + into);
        }
    };

    /** The folder with the versions and the clients' sources. */
    public static final Path FILES = Path.of("..", "clients").toAbsolutePath().normalize();

    static final Path CHECKOUT = FILES.resolve("../..").normalize();
    private static final String GENERATOR_VERSION =
            Objects.requireNonNullElse(System.getProperty("openapi-generator.version"), "unknown");

    private final String needs;
    private final String lock;

    Tool(String needs, String lock) {
        this.needs = needs;
        this.lock = lock;
    }

    /** Installs it into an empty folder. */
    abstract void install(Path into) throws IOException, InterruptedException;

    /** Where it is. Aborts the test when it can't be installed. */
    public Path folder() throws IOException, InterruptedException {
        Path folder = cache().resolve(name().toLowerCase(Locale.ROOT) + '-' + version());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache());
            // another JVM of the same tests may want it, too
            try (FileChannel channel = FileChannel.open(
                            cache().resolve(name() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                if (!Files.isDirectory(folder)) {
                    installInto(folder);
                }
            }
        }
        return folder;
    }

    private void installInto(Path folder) throws IOException, InterruptedException {
        Path half = Files.createTempDirectory(cache(), "half-");
        try {
            install(half);
        } catch (IOException | NotInstalledException missing) {
            Assumptions.abort("needs %s: %s".formatted(needs, missing.getMessage()));
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private String version() throws IOException {
        byte[] versions = lock.isEmpty() ? GENERATOR_VERSION.getBytes(UTF_8) : Files.readAllBytes(FILES.resolve(lock));
        return digest(versions);
    }

    /** A folder of the cache for what is made of these bytes. */
    public static Path made(String what, byte[]... of) {
        var all = new ByteArrayOutputStream();
        for (byte[] some : of) {
            all.writeBytes(some);
        }
        return cache().resolve(what + '-' + digest(all.toByteArray()));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("cartulary")
                .resolve("clients");
    }

    private static void installing(Path folder, String... command) throws IOException, InterruptedException {
        Run run = Run.of(folder, Map.of(), List.of(command));
        if (run.status() != 0) {
            throw new NotInstalledException(run.output()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce(command[0] + " fails", (_, last) -> last));
        }
    }

    /** The registry can't be reached, or the program is another one than expected. */
    private static final class NotInstalledException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotInstalledException(String message) {
            super(message);
        }
    }
}

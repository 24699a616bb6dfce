package io.cartulary.localstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** An installed JDK. */
record Jdk(Path home) {

    private static final String FOR_CASSANDRA = "CASSANDRA_JAVA_HOME";

    /** The JDK of this process. */
    static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    /** The JDK in {@code CASSANDRA_JAVA_HOME}, or else a JDK 17 from the usual places. */
    static Jdk forCassandra() {
        return find(17, System.getenv(), usualPlaces())
                .orElseThrow(() -> new Failure(
                        "Cassandra needs a JDK 17 and none was found; install one (Debian, Ubuntu: apt-get install"
                                + " openjdk-17-jre-headless; macOS: brew install openjdk@17) or set " + FOR_CASSANDRA));
    }

    /** @param folders that contain JDKs */
    static Optional<Jdk> find(int version, Map<String, String> environment, List<Path> folders) {
        Stream<Path> named = Stream.of(FOR_CASSANDRA, "JAVA_HOME")
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of);
        return Stream.concat(named, folders.stream().flatMap(Jdk::children))
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .map(Jdk::new)
                .filter(jdk -> jdk.version() == version)
                .findFirst();
    }

    private static List<Path> usualPlaces() {
        Path user = Path.of(System.getProperty("user.home"));
        return List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt"),
                Path.of("/opt/java"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                Path.of("/opt/homebrew/opt/openjdk@17/libexec"),
                Path.of("/usr/local/opt/openjdk@17/libexec"));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    /** From its {@code release} file; 0 if it's no JDK. */
    int version() {
        var release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException _) {
            return 0;
        }
        String version =
                release.getProperty("JAVA_VERSION", "0").replace("\"", "").split("\\.", 2)[0];
        return Files.isExecutable(Path.of(java())) ? Integer.parseInt(version) : 0;
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    /**
     * A command line for a program that starts often: the second start finds its classes parsed and verified in an
     * archive, which the JVM itself writes (JEP 350 and JDK-8261455).
     *
     * @param classes see {@link #classArchive}
     */
    List<String> fastStart(Path data, String program, int classes) throws IOException {
        return List.of(
                java(),
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + classArchive(data, program, classes),
                "-Xlog:disable",
                "-XX:+UseSerialGC");
    }

    /**
     * The file for the archive of a program's classes. The JVM neither uses nor replaces an archive of other jars, so
     * each has its own name; earlier ones are deleted.
     *
     * @param classes a hash of the jars that they are in
     */
    static Path classArchive(Path data, String program, int classes) throws IOException {
        Path archive = data.resolve("%s-%08x.jsa".formatted(program, classes));
        Files.createDirectories(data);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, program + "*.jsa")) {
            for (Path file : files) {
                if (!file.equals(archive) && file.getFileName().toString().matches(program + "(-[0-9a-f]{8})?\\.jsa")) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return archive;
    }
}

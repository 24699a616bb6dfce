package io.cartulary.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A checkout with the real scripts and two programs, "one" and "two", of one line each, which share the module "both"
 * and a jar. Its Maven and its native-image are fakes that record their calls.
 */
final class SmallCheckout {

    private static final Path SCRIPTS = Path.of("..").toAbsolutePath().normalize();

    private static final String MAVEN = """
        #!/usr/bin/env bash
        set -euo pipefail
        while [[ $1 != -pl ]]; do
          [[ $1 != -Dnative ]] || native=true
          shift
        done
        IFS=, read -ra programs <<<"$2"
        if [[ -z ${native:-} ]]; then
          for program in "${programs[@]}"; do
            mkdir -p "$program/target"
            printf '%s:%s' "$PWD/both/target/classes" "$PWD/jars/library.jar" >"$program/target/native-classpath"
          done
          exit
        fi
        echo "${programs[*]}" >>compilations
        for program in "${programs[@]}"; do
          echo "[INFO] ---------------------< io.cartulary:$program >---------------------"
          [[ ! -f $program/warnings ]] || cat "$program/warnings"
          [[ ! -f $program/fails ]] || exit 1
          find "$program/src/main" both/src/main -type f -exec cat {} + >"$program/target/$program-1.0-runner"
          chmod +x "$program/target/$program-1.0-runner"
        done
        """;

    private static final String NATIVE_IMAGE = """
        #!/usr/bin/env bash
        echo "native-image 25.0.2 2026-01-20"
        """;

    private final Path root;
    private final Map<String, String> variables = new HashMap<>();

    /** The result of a script. */
    record Run(int exitCode, String output) {}

    /** @param root its folder, which may not exist yet */
    SmallCheckout(Path root) {
        this.root = root;
    }

    SmallCheckout create() throws IOException {
        for (String script : List.of("lib.sh", "native.sh", "native-image")) {
            Path copy = root.resolve("deploy").resolve(script);
            Files.createDirectories(copy.getParent());
            Files.copy(SCRIPTS.resolve(script), copy);
        }
        program("mvnw", MAVEN);
        program("graalvm/bin/native-image", NATIVE_IMAGE);
        for (String file : List.of(
                "pom.xml",
                ".mvn/maven.config",
                "both/pom.xml",
                "both/src/main/java/Both.java",
                "jars/library.jar",
                "graalvm/lib/svm/builder.jar",
                "one/pom.xml",
                "one/README.md",
                "one/src/main/java/One.java",
                "one/src/main/resources/application.properties",
                "one/src/test/java/OneTest.java",
                "two/pom.xml",
                "two/README.md",
                "two/src/main/java/Two.java")) {
            file(file, "// " + file + "\n");
        }
        set("GRAALVM_HOME", root.resolve("graalvm").toString());
        set("JAVA_HOME", System.getProperty("java.home"));
        set("CARTULARY_CACHE", root.resolve("cache").toString());
        return this;
    }

    /** Sets a variable for the scripts. */
    void set(String variable, String value) {
        variables.put(variable, value);
    }

    void append(String file) throws IOException {
        Files.writeString(root.resolve(file), "#", APPEND);
    }

    /** Builds the programs' binaries. */
    Run build(String... programs) throws IOException, InterruptedException {
        return bash("build_native_if_stale " + String.join(" ", programs));
    }

    /** The cache key of its binary. */
    String key(String program) throws IOException, InterruptedException {
        return keys(program, "").getFirst();
    }

    /** The keys after a byte is added to one file, for each of these files. */
    Map<String, String> keysWithAChange(String program, String... files) throws IOException, InterruptedException {
        List<String> keys = keys(program, """
            for file in %s; do
              cp -p "$file" saved
              printf '#' >>"$file"
              key
              mv saved "$file"
            done
            """.formatted(String.join(" ", files)));
        Map<String, String> all = new HashMap<>();
        for (int file = 0; file < files.length; file++) {
            all.put(files[file], keys.get(file + 1));
        }
        return all;
    }

    /** The present key, and those that the script prints with the function {@code key}. */
    private List<String> keys(String program, String script) throws IOException, InterruptedException {
        Run run = bash("""
            find_jdk
            resolve_native %1$s >/dev/null
            key() { native_inputs %1$s "$(native_compiler | sha256)" | sha256; }
            key
            %2$s
            """.formatted(program, script));
        assertThat(run.exitCode()).as(run.output()).isZero();
        List<String> keys = run.output().lines().toList();
        assertThat(keys).isNotEmpty().allMatch(key -> key.matches("[0-9a-f]{64} .*"));
        return keys;
    }

    /** The programs that Maven was called for, a line each. */
    List<String> compilations() throws IOException {
        return Files.readAllLines(root.resolve("compilations"));
    }

    Path binary(String program) {
        return root.resolve(program).resolve("target").resolve(program + "-1.0-runner");
    }

    Path log(String program) {
        return root.resolve("deploy/data/build-native-%s.log".formatted(program));
    }

    List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve("cache/native"))) {
            return entries.sorted().toList();
        }
    }

    private Run bash(String script) throws IOException, InterruptedException {
        Path output = root.resolve("output");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", ". deploy/lib.sh\n" + script)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CARTULARY_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(1, MINUTES)).as("it ends").isTrue();
        return new Run(process.exitValue(), Files.readString(output, UTF_8));
    }

    private void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(file(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

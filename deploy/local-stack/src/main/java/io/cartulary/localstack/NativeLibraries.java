package io.cartulary.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The system libraries that mysqld needs and a bare Linux lacks, libaio and libnuma. Where there is apt they're
 * unpacked into a folder of the stack, which needs no root.
 */
record NativeLibraries(Path folder) {

    /** The additions to the environment that let the program find all its libraries. */
    Map<String, String> environmentFor(Path program) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/ldd"))
                || missing(program, Map.of()).isEmpty()) {
            return Map.of();
        }
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", folder.toString());
        if (!missing(program, environment).isEmpty()) {
            fetch();
        }
        Set<String> missing = missing(program, environment);
        if (!missing.isEmpty()) {
            throw new Failure(
                    "MySQL needs %s; install them: apt-get install libaio1 libnuma1, or dnf install libaio numactl-libs"
                            .formatted(String.join(", ", missing)));
        }
        return environment;
    }

    private void fetch() throws IOException, InterruptedException {
        Path script = folder.resolve("fetch-libraries.sh");
        Server.configure("fetch-libraries.sh", Map.of(), script);
        new ProcessBuilder("bash", script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("fetch-libraries.log").toFile())
                .start()
                .waitFor();
    }

    private static Set<String> missing(Path program, Map<String, String> environment) throws IOException {
        var ldd = new ProcessBuilder("/usr/bin/ldd", program.toString()).redirectErrorStream(true);
        ldd.environment().putAll(environment);
        try (var output = ldd.start().inputReader(StandardCharsets.UTF_8)) {
            return output.lines()
                    .filter(line -> line.endsWith("not found"))
                    .map(line -> line.strip().split(" ", 2)[0])
                    .collect(Collectors.toSet());
        }
    }
}

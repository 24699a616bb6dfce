package io.cartulary.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** The output of a child process. */
record LogFile(Path path) {

    private static final long FULL_BYTES = 16L << 20;
    private static final List<String> ALARMS = List.of("error", "exception", "fatal", "failed");

    /** Starts a new file; the previous run's file is kept. */
    void rotate() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The line with the most likely cause: the last error line, or else the last line. */
    String lastWords() {
        List<String> lines = lines();
        return lines.reversed().stream()
                .filter(line -> !line.stripLeading().startsWith("at "))
                .filter(line -> ALARMS.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                .findFirst()
                .or(() -> lines.reversed().stream().findFirst())
                .map(String::strip)
                .orElse("(nothing)");
    }

    private List<String> lines() {
        try {
            // Not every byte of a crashing process is UTF-8.
            return Files.readString(path, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /** {@code see …/logs/kafka.log: ERROR …}. A full disk leaves no such line, so it's checked separately. */
    String hint() {
        long free = path.toFile().getUsableSpace();
        return free < FULL_BYTES
                ? "the disk of %s is full; make room".formatted(path)
                : "see %s: %.300s".formatted(path, lastWords());
    }
}

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

    /** Makes room for a new run; the one before stays beside it. */
    void rotate() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The line that most likely says why: the last that sounds alarmed, or else the last. */
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
            // Not every byte that a crashing process writes is UTF-8.
            return Files.readString(path, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /** {@code see …/logs/kafka.log: ERROR …}. A full disk has no room for such words, so it's looked for. */
    String hint() {
        long free = path.toFile().getUsableSpace();
        return free < FULL_BYTES
                ? "the disk of %s is full; make room".formatted(path)
                : "see %s: %.300s".formatted(path, lastWords());
    }
}

package io.cartulary.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of one class, written after each step, so that it is there when a later one fails. */
final class Report {

    private final List<String> lines = new ArrayList<>();
    private final Path file;

    /** @param kubernetes what the table was measured on, with the date */
    Report(Class<?> trial, String kubernetes) {
        file = Path.of("deploy", "cluster-trial", "target", trial.getSimpleName() + ".md");
        lines.add("| %s | requests | failed | carts | answered and not in the views | |".formatted(kubernetes));
        lines.add("|---|---|---|---|---|---|");
    }

    /** A step without a load. */
    void add(String what, String remark) {
        write("| %s | | | | | %s |".formatted(what, remark));
    }

    void add(String what, Outcome outcome, String remark) {
        write("| %s | %,d | %d | %d | %d | %s |"
                .formatted(
                        what,
                        outcome.requests(),
                        outcome.failures().size(),
                        outcome.carts(),
                        outcome.lost().size(),
                        remark));
        outcome.failures().stream().limit(20).forEach(System.out::println);
    }

    /** What the containers have taken. */
    void add(List<String> table) {
        write("");
        table.forEach(this::write);
    }

    private void write(String line) {
        lines.add(line);
        System.out.println(line);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

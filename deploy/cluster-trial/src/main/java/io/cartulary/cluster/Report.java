package io.cartulary.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of a run, written after each step, so that it is there when a later one fails. */
final class Report {

    private static final Path FILE = Path.of("deploy", "cluster-trial", "target", "cluster.md");

    private final List<String> lines = new ArrayList<>(List.of(
            "| what happened | requests | failed | carts | answered and not in the views | |",
            "|---|---|---|---|---|---|"));

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
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package io.cartulary.contributing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The sources that a Markdown document quotes: a line with the path of a file, then a block with some of its lines. A
 * line {@code …} in a block stands for lines that are left out.
 */
record Quotations(Path root, String document) {

    private static final Pattern QUOTATION = Pattern.compile(
            "^`(?<file>[\\w./-]+\\.\\w+)`:\n+```\\w+\n(?<text>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String OMISSION = "…";

    static Quotations of(Path root, String document) throws IOException {
        return new Quotations(root, Files.readString(root.resolve(document)));
    }

    int count() {
        return (int) QUOTATION.matcher(document).results().count();
    }

    /** The quotations that differ from the files they name, each with its file. */
    List<String> wrong() {
        return QUOTATION
                .matcher(document)
                .results()
                .filter(quotation -> !isInItsFile(quotation))
                .map(quotation -> quotation.group("file") + ":\n" + quotation.group("text"))
                .toList();
    }

    /** Indentation doesn't count, because a quotation may start within a class. */
    private boolean isInItsFile(MatchResult quotation) {
        String parts = quotation
                .group("text")
                .lines()
                .map(String::strip)
                .map(line -> line.equals(OMISSION) ? "\\E(.*\n)*\\Q" : line + "\n")
                .collect(joining("", "\\Q", "\\E"));
        return Pattern.compile(parts).matcher(source(quotation.group("file"))).find();
    }

    private String source(String file) {
        try {
            return Files.readString(root.resolve(file))
                    .lines()
                    .map(String::strip)
                    .collect(joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

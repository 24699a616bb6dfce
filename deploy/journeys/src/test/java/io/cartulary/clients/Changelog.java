package io.cartulary.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code CHANGELOG.md} says under {@code Unreleased} (keepachangelog.com): one entry for each item of its lists. */
record Changelog(List<String> entries) {

    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern ITEM = Pattern.compile("(?m)^- ");

    static Changelog read() throws IOException {
        return of(Files.readString(Tool.CHECKOUT.resolve("CHANGELOG.md")));
    }

    static Changelog of(String text) {
        return new Changelog(SECTION.splitAsStream(text)
                .filter(section -> section.startsWith("[Unreleased]"))
                .flatMap(ITEM::splitAsStream)
                .skip(1)
                .map(entry -> entry.replaceAll("\\s+", " ").strip())
                .toList());
    }

    /** Those of the changes that no entry mentions. */
    List<BreakingChange> unmentioned(List<BreakingChange> changes) {
        return changes.stream()
                .filter(change -> entries.stream().noneMatch(entry -> mentions(entry, change)))
                .toList();
    }

    /** By oasdiff's rule, and by the operation unless the entry is about every operation: all in {@code `backticks`}. */
    private static boolean mentions(String entry, BreakingChange change) {
        return entry.contains('`' + change.rule() + '`')
                && Stream.of("every operation", '`' + change.operation() + '`').anyMatch(entry::contains);
    }
}

package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    @Test
    void the_version_that_needs_no_migration_is_that_of_the_last_one() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("migration/src/main/resources/db/migration"))) {
            assertThat(files.map(Path::getFileName)
                            .map(Path::toString)
                            .map(MIGRATION::matcher)
                            .filter(Matcher::matches)
                            .map(name -> Integer.valueOf(name.group(1))))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, Schema.VERSION).boxed().toList());
        }
    }
}

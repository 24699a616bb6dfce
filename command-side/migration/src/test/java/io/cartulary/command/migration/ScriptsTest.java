package io.cartulary.command.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.Test;

class ScriptsTest {

    private static final Path FOLDER = Path.of("src/main/resources", Scripts.FOLDER);

    private final Scripts scripts = new Scripts();

    @Test
    void every_migration_is_listed_and_no_other() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(Scripts.NAMES)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(Path::getFileName).map(Path::toString).toList());
        }
    }

    @Test
    void each_is_read_as_it_stands_in_its_file() throws IOException {
        for (LoadableResource script : scripts.getResources("", new String[] {".sql"})) {
            try (BufferedReader text = new BufferedReader(script.read())) {
                assertThat(text.lines().collect(Collectors.toList()))
                        .isEqualTo(Files.readAllLines(FOLDER.resolve(script.getFilename())));
            }
        }
    }

    @Test
    void they_are_found_by_what_their_names_begin_and_end_with() {
        assertThat(names("", ".sql")).isEqualTo(Scripts.NAMES);
        assertThat(names("before", ".sql")).containsExactly(Scripts.TABLES);
        assertThat(names("V1__", ".conf", ".sql")).containsExactly("V1__the_event_log.sql");
        assertThat(names("R", ".sql")).isEmpty();
        assertThat(names("V", ".conf")).isEmpty();
    }

    @Test
    void one_is_found_by_its_name() {
        for (String name : Scripts.NAMES) {
            assertThat(scripts.getResource(name)).isNotNull();
        }
        assertThat(scripts.getResource("V1__the_event_log.sql.conf")).isNull();
    }

    private List<String> names(String prefix, String... suffixes) {
        return scripts.getResources(prefix, suffixes).stream()
                .map(LoadableResource::getFilename)
                .toList();
    }
}

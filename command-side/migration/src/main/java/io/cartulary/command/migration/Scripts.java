package io.cartulary.command.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The migrations in the program. Flyway can't list the files in a native binary. */
final class Scripts implements ResourceProvider {

    static final String FOLDER = "db/migration/";

    /** The version of the tables that {@link #TABLES} makes. */
    static final String BASELINE = "7";

    /** Makes the tables of a new register, in place of the migrations up to {@link #BASELINE}. */
    static final String TABLES = "beforeBaseline__the_tables.sql";

    /** All scripts. */
    static final List<String> NAMES = List.of(
            TABLES,
            "V1__the_event_log.sql",
            "V2__relay_leases_and_replays.sql",
            "V3__turns_and_snapshots.sql",
            "V4__streams_that_begin_together.sql",
            "V5__policies.sql",
            "V6__receipts.sql",
            "V7__what_kafka_has_acknowledged.sql");

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream text = Scripts.class.getClassLoader().getResourceAsStream(getAbsolutePath());
            return new InputStreamReader(Objects.requireNonNull(text, name), UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}

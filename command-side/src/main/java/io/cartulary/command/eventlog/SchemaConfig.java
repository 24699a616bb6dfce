package io.cartulary.command.eventlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;

/** Who brings the tables up to date. */
@ConfigMapping(prefix = "cartulary.schema")
public interface SchemaConfig {

    /** What the service does about them when it starts. */
    @WithDefault("MIGRATE")
    @NotNull
    AtStart atStart();

    /** What to do about the tables at the start. */
    enum AtStart {
        /** To bring them up to date, as soon as MySQL answers. */
        MIGRATE,
        /** To wait, not ready, until someone else has: the same program run with the argument {@code migrate}. */
        WAIT,
        /** Nothing: this is the program run with that argument. */
        LEAVE
    }
}

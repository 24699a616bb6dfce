package io.cartulary.images;

/** The programs with an image. */
enum Program {
    COMMAND_SIDE("command-side", "command-side", "io.quarkus/quarkus-rest-jackson"),
    QUERY_SIDE("query-side", "query-side", "io.quarkus/quarkus-rest-jackson"),
    MIGRATION("migration", "command-side/migration", "org.flywaydb/flyway-core");

    private final String title;
    private final String folder;
    private final String component;

    Program(String title, String folder, String component) {
        this.title = title;
        this.folder = folder;
        this.component = component;
    }

    /** Its name in manifests and scripts. */
    String title() {
        return title;
    }

    /** Its module's folder. */
    String folder() {
        return folder;
    }

    /** One of its parts, {@code group/artifact}. */
    String component() {
        return component;
    }
}

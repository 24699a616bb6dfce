package io.cartulary.images;

/** What there is an image of. */
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

    /** By which manifests and scripts know it. */
    String title() {
        return title;
    }

    /** The module that it is built in. */
    String folder() {
        return folder;
    }

    /** One of its parts, {@code group/artifact}. */
    String component() {
        return component;
    }
}

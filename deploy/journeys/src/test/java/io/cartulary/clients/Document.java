package io.cartulary.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** The two OpenAPI documents, as the build of the services leaves them, and as they were last released. */
public enum Document {
    COMMANDS("command-side"),
    QUERIES("query-side");

    private static final JsonMapper JSON = new JsonMapper();

    private final String module;

    Document(String module) {
        this.module = module;
    }

    /** {@code commands}, which clients are called by. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the build has left it. */
    public Path built() {
        return Tool.CHECKOUT.resolve(module).resolve("target/openapi/openapi.json");
    }

    /** The one of the last release. */
    Path released() {
        return Tool.FILES.resolve("released").resolve(title() + ".json");
    }

    /** Writes a changed copy. */
    Path changed(Path folder, Consumer<JsonNode> change) throws IOException {
        JsonNode document = JSON.readTree(built().toFile());
        change.accept(document);
        Path copy = Files.createTempFile(folder, title(), ".json");
        JSON.writeValue(copy.toFile(), document);
        return copy;
    }
}

package io.cartulary.query.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The console's files: read from the jar once, off the event loop, as they are and compressed. */
@ApplicationScoped
class ConsoleFiles {

    private static final String FOLDER = "META-INF/console/";

    private final Vertx vertx;
    /** As many as there are files: what isn't there is not remembered. */
    private final Map<String, File> files = new ConcurrentHashMap<>();

    ConsoleFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param compressed by gzip */
    record File(Buffer plain, Buffer compressed) {}

    /** @param name without folders; empty when there is no such file */
    Future<Optional<File>> read(String name) {
        File known = files.get(name);
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        return vertx.executeBlocking(() -> load(name), false).map(found -> found == null ? Optional.empty() : found);
    }

    private Optional<File> load(String name) throws IOException {
        Optional<Buffer> plain = bytes(name);
        Optional<Buffer> compressed = bytes(name + ".gz");
        if (plain.isEmpty() || compressed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(files.computeIfAbsent(name, _ -> new File(plain.get(), compressed.get())));
    }

    private static Optional<Buffer> bytes(String name) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream(FOLDER + name)) {
            return file == null ? Optional.empty() : Optional.of(Buffer.buffer(file.readAllBytes()));
        }
    }
}

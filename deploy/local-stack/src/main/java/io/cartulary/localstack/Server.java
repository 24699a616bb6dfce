package io.cartulary.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One of the three servers of a stack. */
sealed interface Server permits MySqlServer, KafkaServer, CassandraServer {

    /**
     * Writes the configuration and, the first time, creates the data folder.
     *
     * @return the program to start
     */
    Program prepare() throws IOException, InterruptedException;

    /**
     * @param stack the folder of the stack
     * @param port for clients
     * @param disposable see {@link LocalStack#disposable}
     * @param more further lines for the configuration of Cassandra
     */
    static Server of(
            Member member,
            Checkout checkout,
            Path stack,
            int port,
            boolean disposable,
            Optional<Security> security,
            String more) {
        return switch (member) {
            case MYSQL -> new MySqlServer(checkout, stack, port, security);
            case KAFKA -> new KafkaServer(checkout, stack, port, security);
            case CASSANDRA -> new CassandraServer(checkout, stack, port, disposable, security, more);
            case COMMAND, QUERY, GATEWAY -> throw new IllegalArgumentException(member.title());
        };
    }

    /** Copies a resource of this package, with every <code>${name}</code> replaced. */
    static void configure(String resource, Map<String, ?> values, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, configured(resource, values));
    }

    /** Appends a resource to a configuration that {@link #configure} has written. */
    static void extend(String resource, Map<String, ?> values, Path file) throws IOException {
        Files.writeString(file, configured(resource, values), StandardOpenOption.APPEND);
    }

    private static String configured(String resource, Map<String, ?> values) throws IOException {
        String text;
        try (InputStream stream = Objects.requireNonNull(Server.class.getResourceAsStream(resource))) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
        }
        return text;
    }

    /** Renames a complete initialisation into place, so that half of one is never used. */
    static void complete(Path half, Path whole) throws IOException {
        Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The class path of a server, written by Maven. */
    static String classPath(Member server, Checkout checkout) throws IOException {
        Path file = checkout.server(server).resolve("classpath");
        if (!Files.exists(file)) {
            throw notBuilt(server);
        }
        return Files.readString(file).strip();
    }

    static Failure notBuilt(Member member) {
        return new Failure(member.title() + " is not built; run ./mvnw -DskipTests package");
    }
}

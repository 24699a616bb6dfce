package io.cartulary.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cassandra, a ring of one node, on a JDK 17: the newest with the Security Manager that it needs. */
record CassandraServer(
        Checkout checkout, Path stack, int port, boolean disposable, Optional<Security> security, String more)
        implements Server {

    @Override
    public Program prepare() throws IOException {
        Path folder = stack.resolve("cassandra");
        Path data = Files.createDirectories(folder.resolve("data"));
        Path config = folder.resolve("cassandra.yaml");
        // Guardrails apply to users who log in and are no superusers, so settings need users to have an effect.
        boolean users = security.isPresent() || !more.isEmpty();
        Server.configure(
                "cassandra.yaml",
                Map.of(
                        "data",
                        data,
                        "port",
                        port,
                        "storagePort",
                        Ports.free(),
                        "authenticator",
                        users ? "PasswordAuthenticator" : "AllowAllAuthenticator",
                        "authorizer",
                        users ? "CassandraAuthorizer" : "AllowAllAuthorizer"),
                config);
        if (security.isPresent()) {
            Server.extend(
                    "cassandra-secure.yaml",
                    Map.of("keyStore", security.get().certificate().keyStore(), "password", Certificate.PASSWORD),
                    config);
        }
        Files.writeString(config, more, StandardOpenOption.APPEND);
        Server.configure("cassandra-jvm17.options", Map.of(), folder.resolve("jvm17.options"));
        Server.configure("cassandra-logback.xml", Map.of(), folder.resolve("logback.xml"));
        String classPath = Server.classPath(Member.CASSANDRA, checkout);
        List<String> command = new ArrayList<>();
        command.add(Jdk.forCassandra().java());
        command.addAll(classArchive(classPath));
        command.addAll(List.of(
                "-Xms256m",
                // Tables take heap, and many tests have a keyspace of their own.
                disposable ? "-Xmx1280m" : "-Xmx512m",
                "-javaagent:" + jamm(classPath),
                "@" + folder.resolve("jvm17.options"),
                "-Dcassandra.config=" + config.toUri(),
                "-Dcassandra.storagedir=" + data,
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-Dcassandra-foreground=yes",
                // A single node needs no gossip.
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Dcassandra.load_ring_state=false",
                "-Dcassandra.shutdown_announce_in_ms=0",
                // Most of the time to make a table is flushing the schema. A start after a kill reads the flushed
                // schema, so only a Cassandra that is never started again runs without.
                "-Dcassandra.test.flush_local_schema_changes=" + !disposable,
                "-cp",
                classPath,
                "org.apache.cassandra.service.CassandraDaemon"));
        return new Program(
                Member.CASSANDRA.title(),
                command,
                Map.of(),
                folder,
                new LogFile(stack.resolve("logs/cassandra.log")),
                Probe.cassandra(port));
    }

    /**
     * The equivalent of {@link Jdk#fastStart}, as far as JDK 17 permits: the first run writes the archive when it ends,
     * later ones read it and take 5.5 s of CPU to start instead of 8. The diagnostic option permits that with a Java
     * agent.
     */
    private List<String> classArchive(String classPath) throws IOException {
        Path archive = Jdk.classArchive(checkout.data(), "cassandra", classPath.hashCode());
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+AllowArchivingWithJavaAgent",
                (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
    }

    /** The agent that measures the memory of Cassandra's objects. */
    private static String jamm(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow(() -> Server.notBuilt(Member.CASSANDRA));
    }
}

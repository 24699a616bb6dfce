package io.cartulary.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL, from the binaries that Maven has unpacked. */
record MySqlServer(Checkout checkout, Path stack, int port, Optional<Security> security) implements Server {

    @Override
    public Program prepare() throws IOException, InterruptedException {
        Path home = checkout.server(Member.MYSQL).resolve("server");
        if (!Files.exists(home.resolve("bin/mysqld"))) {
            throw Server.notBuilt(Member.MYSQL);
        }
        Map<String, String> libraries =
                new NativeLibraries(checkout.data().resolve("lib")).environmentFor(home.resolve("bin/mysqld"));
        Path folder = stack.resolve("mysql");
        Path data = folder.resolve("data");
        Server.configure("users.sql", Map.of(), folder.resolve("users.sql"));
        Server.configure(
                "my.cnf",
                Map.of("server", home, "data", data, "users", folder.resolve("users.sql"), "port", port),
                folder.resolve("my.cnf"));
        if (security.isPresent()) {
            Certificate certificate = security.get().certificate().copyTo(folder);
            Server.extend(
                    "my-secure.cnf",
                    Map.of(
                            "trusted", certificate.trusted(),
                            "certificate", certificate.certificate(),
                            "key", certificate.key()),
                    folder.resolve("my.cnf"));
            Server.extend("users-secure.sql", Map.of(), folder.resolve("users.sql"));
        }
        if (!Files.exists(data)) {
            initialise(folder, data, libraries);
        }
        // A killed server leaves its pid here; if another process has that pid by now, MySQL would not start.
        Files.deleteIfExists(data.resolve("mysql.sock"));
        Files.deleteIfExists(data.resolve("mysql.sock.lock"));
        return mysqld("mysql", List.of(), libraries);
    }

    private void initialise(Path folder, Path data, Map<String, String> libraries)
            throws IOException, InterruptedException {
        Path half = folder.resolve("data.new");
        Folders.delete(half);
        mysqld("mysql-init", List.of("--initialize-insecure", "--datadir=" + half), libraries)
                .run();
        Server.complete(half, data);
    }

    private Program mysqld(String log, List<String> options, Map<String, String> libraries) {
        Path folder = stack.resolve("mysql");
        List<String> command = new ArrayList<>(List.of(
                checkout.server(Member.MYSQL).resolve("server/bin/mysqld").toString(),
                "--defaults-file=" + folder.resolve("my.cnf")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(options);
        return new Program(
                Member.MYSQL.title(),
                command,
                libraries,
                folder,
                new LogFile(stack.resolve("logs").resolve(log + ".log")),
                Probe.mysql(port));
    }
}

package io.cartulary.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.clients.Document;
import io.cartulary.clients.Run;
import io.cartulary.clients.Tool;
import io.cartulary.faults.Profile;
import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients generated from the documents take a cart through checkout, payment, shipment and return. The documents are those of
 * the running services, which are what makers of clients have.
 */
@Tag(Profile.ON_BINARIES_TOO)
class GeneratedClientsIT {

    @TempDir
    private Path folder;

    private final Cartulary shop;

    GeneratedClientsIT() throws InterruptedException {
        shop = Cartulary.running();
    }

    @Test
    void a_typescript_client_takes_a_cart_through_its_life() throws IOException, InterruptedException {
        Path tools = Tool.NODE.folder();
        for (Document document : Document.values()) {
            node(
                    tools,
                    "openapi-typescript/bin/cli.js",
                    document.built().toString(),
                    // a member with a default may be left out
                    "--default-non-nullable=false",
                    "--output",
                    folder.resolve(document.title() + ".ts").toString());
        }
        for (String file : List.of("journey.ts", "tsconfig.json", "package.json")) {
            Files.copy(Tool.FILES.resolve(file), folder.resolve(file));
        }
        Files.createSymbolicLink(folder.resolve("node_modules"), tools.resolve("node_modules"));
        node(tools, "typescript/bin/tsc", "--project", "tsconfig.json");

        assertThat(run(List.of("node", "built/journey.js"), Map.of())).contains("TypeScript: order ");

        assertThatAMisspeltMemberDoesNotCompile(tools);
    }

    /** The compiler looks at bodies, or else the client's types would say nothing. */
    private void assertThatAMisspeltMemberDoesNotCompile(Path tools) throws IOException, InterruptedException {
        String journey = Files.readString(folder.resolve("journey.ts"));
        String misspelt = journey.replace("body: { sku, quantity: 2 }", "body: { sku, quantitty: 2 }");
        assertThat(misspelt).isNotEqualTo(journey);
        Files.writeString(folder.resolve("journey.ts"), misspelt);

        Run run = Run.of(folder, Map.of(), nodeCommand(tools, "typescript/bin/tsc", "--project", "tsconfig.json"));

        assertThat(run.status()).isNotZero();
        assertThat(run.output()).contains("quantitty");
    }

    @Test
    void a_python_client_takes_a_cart_through_its_life() throws IOException, InterruptedException {
        Path python = Tool.PYTHON.folder().resolve("venv/bin/python");
        List<String> path = new ArrayList<>();
        for (Document document : Document.values()) {
            path.add(generated(document).toString());
        }

        String printed = run(
                List.of(python.toString(), Tool.FILES.resolve("journey.py").toString()),
                Map.of("PYTHONPATH", String.join(":", path), "PYTHONDONTWRITEBYTECODE", "1"));

        assertThat(printed).contains("Python: order ");
    }

    /** As long as the document and the generator are the same, so is what comes of them. */
    private Path generated(Document document) throws IOException, InterruptedException {
        Path generator = Tool.GENERATOR.folder();
        Path client = Tool.made(
                "python-" + document.title(),
                Files.readAllBytes(document.built()),
                generator.toString().getBytes(UTF_8));
        if (!Files.isDirectory(client)) {
            Path made = folder.resolve(document.title());
            Run.of(
                            folder,
                            Map.of(),
                            List.of(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "-jar",
                                    generator
                                            .resolve("openapi-generator-cli.jar")
                                            .toString(),
                                    "generate",
                                    "--generator-name",
                                    "python",
                                    "--input-spec",
                                    document.built().toString(),
                                    "--output",
                                    made.toString(),
                                    "--package-name",
                                    "cartulary_" + document.title(),
                                    "--global-property",
                                    "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"))
                    .succeeded();
            keep(made, client);
        }
        return client;
    }

    private static void keep(Path made, Path client) throws IOException {
        Path half = Files.createTempDirectory(client.getParent(), "half-");
        try (var files = Files.walk(made)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, half.resolve(made.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try {
            Files.move(half, client, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException _) {
            // another JVM was faster, and has made the same
        }
    }

    private void node(Path tools, String script, String... arguments) throws IOException, InterruptedException {
        Run.of(folder, Map.of(), nodeCommand(tools, script, arguments)).succeeded();
    }

    private static List<String> nodeCommand(Path tools, String script, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("node", tools.resolve("node_modules").resolve(script).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String run(List<String> command, Map<String, String> further) throws IOException, InterruptedException {
        String customer = "client-" + UUID.randomUUID();
        var environment = new HashMap<>(further);
        environment.put("COMMANDS", shop.commands().uri().toString());
        environment.put("QUERIES", shop.queries().uri().toString());
        environment.put("CUSTOMER_ID", customer);
        environment.put("CUSTOMER", Tokens.customer(customer));
        environment.put("STAFF", Tokens.staff("clients"));
        return Run.of(folder, environment, command).succeeded();
    }
}

package io.cartulary.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of the job that makes the demo's Secrets, which runs again after every upgrade. Takes bash and openssl. */
@DisabledOnOs(OS.WINDOWS)
class DemoSecretsTest {

    @Test
    void secrets_that_are_there_stay_as_they_are(@TempDir Path folder) throws Exception {
        Map<String, JsonNode> made = run(folder);

        assertThat(made.keySet())
                .containsExactlyInAnyOrder(
                        "mysql-root", "mysql-migration", "mysql-command-side", "guest-token-keys", "shop-token-keys");
        made.forEach((name, data) -> mount(folder.resolve("there").resolve(name), data));
        assertThat(run(folder)).isEqualTo(made);
    }

    @Test
    void no_name_or_password_ends_with_the_end_of_a_line(@TempDir Path folder) throws Exception {
        assertThat(run(folder).entrySet())
                .filteredOn(secret -> secret.getKey().startsWith("mysql-"))
                .flatExtracting(secret -> secret.getValue().properties())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(decoded(entry.getValue())).matches("[a-z0-9]+"));
    }

    /** The data of each Secret, by its name. */
    private static Map<String, JsonNode> run(Path folder) throws IOException, InterruptedException {
        Path secrets = folder.resolve("secrets");
        Files.createDirectories(secrets);
        String script = Overlays.rendered("demo")
                .find("Job", "demo-secrets")
                .orElseThrow()
                .at("/spec/template/spec/initContainers/0/command/2")
                .asText()
                .replace("/secrets", secrets.toString())
                .replace("/there/", folder.resolve("there") + "/");
        int status = new ProcessBuilder(List.of("bash", "-euc", script))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(folder.resolve("output"))).isZero();
        try (MappingIterator<JsonNode> documents = new YAMLMapper()
                .readerFor(JsonNode.class)
                .readValues(secrets.resolve("secrets.yaml").toFile())) {
            return documents.readAll().stream()
                    .collect(Collectors.toMap(
                            document -> document.at("/metadata/name").asText(), document -> document.path("data")));
        }
    }

    /** As the kubelet mounts a Secret. */
    private static void mount(Path folder, JsonNode data) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, JsonNode> entry : data.properties()) {
                Files.writeString(folder.resolve(entry.getKey()), decoded(entry.getValue()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), UTF_8);
    }
}

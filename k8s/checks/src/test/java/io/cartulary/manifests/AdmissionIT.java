package io.cartulary.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cartulary.manifests.ApiServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says of each overlay: {@code kubectl apply --server-side --dry-run=server}. */
class AdmissionIT {

    /** No registry has the definitions of these. */
    private static final Set<String> UNDEFINED = Set.of("K8ssandraCluster", "InnoDBCluster");

    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ApiServer server;

    @BeforeAll
    static void start_a_server_that_knows_the_resources()
            throws IOException, InterruptedException, GeneralSecurityException {
        server = ApiServer.startIn(folder);
        // a dry run makes no namespace for what comes after it
        expectSuccess(server.kubectl("create", "namespace", "cartulary"));
        expectSuccess(server.kubectl(
                "apply", "--server-side", "--filename", server.definitions().toString()));
        expectSuccess(server.kubectl("wait", "--for=condition=established", "--timeout=1m", "crd", "--all"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    static Stream<String> overlays() throws IOException {
        return OverlaysTest.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_document_of_an_overlay_is_admitted(String overlay) throws IOException, InterruptedException {
        List<Manifest> documents = Overlays.rendered(overlay).manifests().stream()
                .filter(document -> !UNDEFINED.contains(document.kind()))
                .toList();

        String printed = expectSuccess(dryRun(documents));

        assertThat(printed.lines().filter(line -> line.endsWith("serverside-applied (server dry run)")))
                .as(printed)
                .hasSameSizeAs(documents);
    }

    /** No schema knows it. */
    @Test
    void a_document_that_no_server_admits_is_found() throws IOException, InterruptedException {
        Manifest deployment =
                Overlays.rendered("demo").find("Deployment", "query-side").orElseThrow();
        ObjectNode broken = deployment.json().deepCopy();
        ((ObjectNode) broken.at("/spec/selector/matchLabels")).put("app.kubernetes.io/name", "another");

        Answer answer = dryRun(List.of(new Manifest(broken)));

        assertThat(answer.status()).isNotZero();
        assertThat(answer.printed()).contains("`selector` does not match template `labels`");
    }

    private static Answer dryRun(List<Manifest> documents) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "overlay", ".yaml");
        Files.writeString(file, documents.stream().map(AdmissionIT::yaml).collect(Collectors.joining()));
        return server.kubectl("apply", "--server-side", "--dry-run=server", "--filename", file.toString());
    }

    private static String yaml(Manifest document) {
        try {
            return YAML.writeValueAsString(document.json());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String expectSuccess(Answer answer) {
        assertThat(answer.status()).as(answer.printed()).isZero();
        return answer.printed();
    }
}

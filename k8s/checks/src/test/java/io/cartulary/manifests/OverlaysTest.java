package io.cartulary.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlaysTest {

    private static final Pattern COMMANDS = Pattern.compile("(?s)## Deploying in four commands.*?```bash\n(.*?)```");
    private static final Pattern NAMED = Pattern.compile("\\b(job|deployment|ingress)[/ ]([a-z-]+)");

    static Stream<String> overlays() throws IOException {
        try (Stream<Path> folders = Files.list(Overlays.CHECKOUT.resolve("k8s/overlays"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_document_of_an_overlay_is_what_its_schema_permits(String overlay) {
        var schemas = new Schemas();
        assertThat(Overlays.rendered(overlay).manifests()).isNotEmpty();
        assertThat(Overlays.rendered(overlay).manifests().stream()
                        .flatMap(manifest -> schemas.findings(manifest).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void an_overlay_breaks_no_rule(String overlay) {
        assertThat(Rules.allFindings(Overlays.rendered(overlay))).isEmpty();
    }

    @Test
    void the_demo_brings_its_servers_along_and_no_other_overlay_does() throws IOException {
        assertThat(overlays().map(Overlays::rendered).flatMap(overlay -> overlay.all("StatefulSet")))
                .flatExtracting(Manifest::containers)
                .extracting(container -> container.path("image").asText())
                .allSatisfy(image -> assertThat(image)
                        .matches("docker.io/(library/mysql:8\\.4.*|apache/kafka:4\\..*|library/cassandra:5\\..*)"));
        assertThat(Overlays.rendered("demo").all("StatefulSet"))
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder("mysql", "kafka", "cassandra");
        assertThat(Overlays.rendered("production").all("StatefulSet")).isEmpty();
    }

    @Test
    void the_four_commands_are_four_and_name_what_the_demo_has() {
        String readme = References.text(Overlays.CHECKOUT.resolve("k8s/README.md"));
        Matcher block = COMMANDS.matcher(readme);
        assertThat(block.find()).isTrue();
        assertThat(block.group(1).lines()).hasSize(4);
        Overlay demo = Overlays.rendered("demo");
        assertThat(NAMED.matcher(block.group(1)).results())
                .isNotEmpty()
                .allSatisfy(named -> assertThat(demo.manifests())
                        .anyMatch(manifest -> manifest.kind().equalsIgnoreCase(named.group(1))
                                && manifest.name().equals(named.group(2))));
    }

    @Test
    void every_component_is_part_of_an_overlay() throws IOException {
        Path k8s = Overlays.CHECKOUT.resolve("k8s");
        String overlays = overlays()
                .map(overlay ->
                        References.text(k8s.resolve("overlays").resolve(overlay).resolve("kustomization.yaml")))
                .collect(Collectors.joining());
        try (Stream<Path> components = Files.list(k8s.resolve("components"))) {
            assertThat(components)
                    .allSatisfy(component ->
                            assertThat(overlays).contains("- ../../components/" + component.getFileName() + "\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void an_overlay_names_no_document_twice(String overlay) {
        assertThat(Overlays.rendered(overlay).manifests().stream().map(Manifest::toString))
                .doesNotHaveDuplicates();
    }
}

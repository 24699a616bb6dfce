package io.cartulary.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlaysTest {

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

    @ParameterizedTest
    @MethodSource("overlays")
    void an_overlay_names_no_document_twice(String overlay) {
        assertThat(Overlays.rendered(overlay).manifests().stream().map(Manifest::toString))
                .doesNotHaveDuplicates();
    }
}

package io.cartulary.manifests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The overlays of the checkout, each rendered once. */
final class Overlays {

    static final Path CHECKOUT = Path.of("").toAbsolutePath().resolve("../..").normalize();

    private static final Optional<Rendering> RENDERING = Rendering.installed();
    private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

    private Overlays() {}

    /** Without one of the two programs the checks are skipped, and counted as such. */
    static Overlay rendered(String name) {
        assumeTrue(RENDERING.isPresent(), "neither kustomize nor kubectl is installed, so no overlay can be rendered");
        return RENDERED.computeIfAbsent(name, Overlays::render);
    }

    private static Overlay render(String name) {
        return new Overlay(
                RENDERING.orElseThrow().of(CHECKOUT.resolve("k8s/overlays").resolve(name)), CHECKOUT);
    }
}

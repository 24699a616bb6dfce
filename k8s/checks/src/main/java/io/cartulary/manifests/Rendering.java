package io.cartulary.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Renders overlays with kustomize itself, as {@code kubectl apply -k} would: what a program of ours made of them would
 * prove nothing. Takes {@code kustomize} or {@code kubectl}, whichever is installed.
 */
public final class Rendering {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final long AT_MOST_SECONDS = 60;

    private final List<String> command;

    private Rendering(List<String> command) {
        this.command = command;
    }

    /** With what is installed; empty when neither program is. */
    public static Optional<Rendering> installed() {
        if (runs("kustomize", "version")) {
            return Optional.of(new Rendering(List.of("kustomize", "build")));
        }
        if (runs("kubectl", "kustomize", "--help")) {
            return Optional.of(new Rendering(List.of("kubectl", "kustomize")));
        }
        return Optional.empty();
    }

    /**
     * The documents of an overlay.
     *
     * @throws IllegalStateException with what kustomize says, when it can't be rendered
     */
    public List<Manifest> of(Path overlay) {
        try {
            List<String> line = new ArrayList<>(command);
            line.add(overlay.toString());
            Path rendered = Files.createTempFile("rendered", ".yaml");
            Path complaints = Files.createTempFile("rendered", ".err");
            try {
                int status = run(new ProcessBuilder(line)
                        .redirectOutput(rendered.toFile())
                        .redirectError(complaints.toFile()));
                if (status != 0) {
                    throw new IllegalStateException(overlay + ": " + Files.readString(complaints));
                }
                return parse(Files.readString(rendered));
            } finally {
                Files.delete(rendered);
                Files.delete(complaints);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The documents of a YAML text. */
    public static List<Manifest> parse(String yaml) throws IOException {
        List<JsonNode> documents =
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
        return documents.stream()
                .filter(document -> !document.isEmpty())
                .map(Manifest::new)
                .toList();
    }

    private static boolean runs(String... line) {
        try {
            return run(new ProcessBuilder(line)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD))
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static int run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(builder.command() + " takes longer than " + AT_MOST_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(builder.command() + " was interrupted");
        }
    }
}

package io.cartulary.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container engine of this machine: podman, or docker. */
record Engine(String name) {

    /** The first that works, by the rules of {@code deploy/images/build}. */
    static Optional<Engine> find() throws IOException, InterruptedException {
        return working("podman", "docker").map(Engine::new);
    }

    /** The first of these commands that exists, and works. */
    static Optional<String> working(String... names) throws IOException, InterruptedException {
        String found = Command.script("working_engine %s || true".formatted(String.join(" ", names)));
        return Optional.of(found).filter(name -> !name.isEmpty());
    }

    /** Its output for these arguments. It has to succeed. */
    String ask(String... arguments) throws IOException, InterruptedException {
        return ask(List.of(arguments));
    }

    String ask(List<String> arguments) throws IOException, InterruptedException {
        return Command.output(words(arguments)).strip();
    }

    /** The same, with any exit code. */
    Command attempt(String... arguments) throws IOException, InterruptedException {
        return Command.run(words(List.of(arguments)));
    }

    /** The files in the container, as a {@code tar(1)} archive. */
    void export(String container, Path archive) throws IOException, InterruptedException {
        ask("export", "--output", archive.toString(), container);
    }

    private List<String> words(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(name));
        words.addAll(arguments);
        return words;
    }
}

package io.cartulary.images;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests that need a container engine where none works, and prints how to install one where Debian's packages are
 * available.
 */
final class EngineCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            return Engine.find()
                    .map(engine -> enabled(engine.name()))
                    .orElseGet(() -> disabled("neither podman nor docker works here" + hint()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return disabled("interrupted");
        }
    }

    private static String hint() {
        return OS.LINUX.isCurrentOs() && Files.isExecutable(Path.of("/usr/bin/apt-get"))
                ? ": apt-get install --no-install-recommends podman buildah"
                : "";
    }
}

package io.cartulary.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That no linter finds anything in the documents, and that nobody's client breaks without a word in the changelog. Each
 * check is tried on a document that it has to refuse.
 */
class DocumentsIT {

    @TempDir
    private Path folder;

    @Test
    void redocly_finds_nothing() throws IOException, InterruptedException {
        assertThat(redocly(Document.COMMANDS.built(), Document.QUERIES.built()))
                .hasSize(2)
                .allSatisfy(found -> assertThat(found).isEmpty());
        assertThat(redocly(withoutOperationId()))
                .singleElement(InstanceOfAssertFactories.list(String.class))
                .contains("operation-operationId");
    }

    /** The rules that each document breaks, as errors or warnings, or that an ignore file hides. */
    private static List<List<String>> redocly(Path... documents) throws IOException, InterruptedException {
        Run run = node(
                "@redocly/cli/bin/cli.js",
                List.of("lint", "--config", Tool.FILES.resolve("redocly.yaml").toString(), "--format", "json"),
                documents);
        int start = run.output().indexOf("{\n  \"totals\"");
        assertThat(start).as(run.output()).isNotNegative();
        List<List<String>> found = new ArrayList<>();
        // one JSON text for each document, and then words
        try (MappingIterator<JsonNode> results = new JsonMapper()
                .readerFor(JsonNode.class)
                .readValues(run.output().substring(start))) {
            while (found.size() < documents.length && results.hasNextValue()) {
                JsonNode result = results.nextValue();
                assertThat(result.at("/totals/ignored").asInt(-1)).isZero();
                found.add(result.path("problems")
                        .valueStream()
                        .map(problem -> problem.path("ruleId").asText())
                        .toList());
            }
        }
        return found;
    }

    @Test
    void spectral_finds_nothing() throws IOException, InterruptedException {
        assertThat(spectral(Document.COMMANDS.built(), Document.QUERIES.built()).succeeded())
                .contains("No results");
        assertThat(spectral(withoutOperationId()).output()).contains("operation-operationId");
    }

    private static Run spectral(Path... documents) throws IOException, InterruptedException {
        return node(
                "@stoplight/spectral-cli/dist/index.js",
                List.of(
                        "lint",
                        "--fail-severity",
                        "hint",
                        "--ruleset",
                        Tool.FILES.resolve("spectral.yaml").toString()),
                documents);
    }

    private static Run node(String script, List<String> arguments, Path... documents)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                Tool.NODE.folder().resolve("node_modules").resolve(script).toString()));
        command.addAll(arguments);
        Stream.of(documents).map(Path::toString).forEach(command::add);
        return Run.of(Tool.FILES, Map.of("REDOCLY_TELEMETRY", "off", "CI", "true"), command);
    }

    @Test
    void openapi_spec_validator_finds_nothing() throws IOException, InterruptedException {
        validated(Document.COMMANDS.built(), Document.QUERIES.built()).succeeded();

        Path headerWithoutSchema = Document.COMMANDS.changed(
                folder,
                document -> ((ObjectNode) document.at("/paths/~1commands~1v1~1carts/post/responses/201/headers/ETag"))
                        .remove("schema"));
        assertThat(validated(headerWithoutSchema).status()).isNotZero();
    }

    private static Run validated(Path... documents) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Tool.PYTHON.folder().resolve("venv/bin/python").toString(), "-m", "openapi_spec_validator"));
        Stream.of(documents).map(Path::toString).forEach(command::add);
        return Run.of(Tool.FILES, Map.of(), command);
    }

    @ParameterizedTest
    @EnumSource
    void no_client_breaks_without_a_word_in_the_changelog(Document document) throws IOException, InterruptedException {
        Changelog changelog = Changelog.read();

        assertThat(changelog.unmentioned(changes(document.released(), document.built())))
                .as("breaking changes that CHANGELOG.md does not mention under Unreleased")
                .isEmpty();

        Path withoutOperations = document.changed(folder, changed -> ((ObjectNode) changed.path("paths")).removeAll());
        assertThat(changelog.unmentioned(changes(document.released(), withoutOperations)))
                .isNotEmpty();
    }

    private static List<BreakingChange> changes(Path before, Path after) throws IOException, InterruptedException {
        return BreakingChange.parse(Run.of(
                        Tool.FILES,
                        Map.of(),
                        List.of(
                                Tool.GO.folder().resolve("oasdiff").toString(),
                                "breaking",
                                "--format",
                                "json",
                                before.toString(),
                                after.toString()))
                .succeeded());
    }

    private Path withoutOperationId() throws IOException {
        assertThat(Files.isRegularFile(Document.COMMANDS.built())).isTrue();
        return Document.COMMANDS.changed(
                folder,
                document -> ((ObjectNode) document.at("/paths/~1commands~1v1~1carts/post")).remove("operationId"));
    }
}

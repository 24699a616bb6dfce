import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Completes the AsyncAPI document: adds a message for each JSON Schema of an event or a command to {@code
 * asyncapi.yaml}, which has the rest. Run by Maven as a source file.
 *
 * <p>The schema has what a message needs: its file name is the wire name, {@code title} names the model, {@code
 * description} is the message's, too, and {@code deprecated} marks a type that is no longer written. A golden file of
 * that name is the example.
 */
final class AsyncApi {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(Feature.WRITE_DOC_START_MARKER)
            .enable(Feature.MINIMIZE_QUOTES)
            .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(Feature.SPLIT_LINES)
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document;
    private final Path schemas;
    private final Path examples;

    private AsyncApi(ObjectNode document, Path schemas, Path examples) {
        this.document = document;
        this.schemas = schemas;
        this.examples = examples;
    }

    /** @param arguments the incomplete document, the folder of schemas, that of golden files, the complete document */
    public static void main(String... arguments) throws IOException {
        var document = (ObjectNode) YAML.readTree(Path.of(arguments[0]).toFile());
        new AsyncApi(document, Path.of(arguments[1]), Path.of(arguments[2])).complete();
        YAML.writeValue(Path.of(arguments[3]).toFile(), document);
    }

    private void complete() throws IOException {
        for (String event : wireNames("")) {
            JsonNode schema = add("events", event, "");
            message(event)
                    .put("title", words(schema))
                    .putObject("headers")
                    .put("$ref", "#/components/schemas/EventHeaders");
        }
        for (String command : wireNames("commands/")) {
            JsonNode schema = add("commands", command, "commands/");
            ObjectNode message = message(command).put("title", words(schema));
            var headers = message.putObject("headers").putArray("allOf");
            headers.addObject().put("$ref", "#/components/schemas/CommandHeaders");
            headers.addObject().putObject("properties").putObject("ce_type").put("const", command);
            message.putObject("bindings")
                    .putObject("kafka")
                    .putObject("key")
                    .put("type", "string")
                    .put("description", "The root id of ce_subject");
            object("/components/schemas/CommandHeaders/properties/ce_type").withArray("enum").add(command);
        }
    }

    private List<String> wireNames(String folder) throws IOException {
        try (Stream<Path> files = Files.list(schemas.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.v\\d+\\.json"))
                    .map(name -> name.replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Adds the model and the message. */
    private JsonNode add(String channel, String name, String folder) throws IOException {
        String file = folder + name + ".json";
        JsonNode schema = JSON.readTree(schemas.resolve(file).toFile());
        String model = schema.path("title").asText();
        object("/components/schemas").putObject(model).put("$ref", "schemas/" + file);
        object("/channels/" + channel)
                .withObject("/messages")
                .putObject(name)
                .put("$ref", "#/components/messages/" + name);
        ObjectNode message = message(name).put("name", name);
        if (schema.has("description")) {
            message.put("description", schema.path("description").asText());
        }
        if (schema.path("deprecated").asBoolean()) {
            message.putArray("tags").addObject().put("name", "retired");
        }
        message.putObject("payload").put("$ref", "#/components/schemas/" + model);
        Path example = examples.resolve(name + ".json");
        if (Files.exists(example)) {
            message.putArray("examples").addObject().set("payload", JSON.readTree(example.toFile()));
        }
        return schema;
    }

    private ObjectNode message(String name) {
        return object("/components").withObject("/messages").withObject(name);
    }

    private ObjectNode object(String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    /** {@code CartContactSetV1} is {@code Cart contact set}. */
    private static String words(JsonNode schema) {
        String[] words = schema.path("title").asText().replaceFirst("V\\d+$", "").split("(?=[A-Z])");
        return words[0] + " " + String.join(" ", List.of(words).subList(1, words.length)).toLowerCase(Locale.ROOT);
    }
}

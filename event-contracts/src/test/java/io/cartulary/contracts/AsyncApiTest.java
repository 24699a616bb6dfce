package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document, as {@code AsyncApi.java} completes it, and the code agree about the channels. */
class AsyncApiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final JsonNode DOCUMENT = document();

    @Test
    void the_channels_are_where_they_are_said_to_be() {
        assertThat(DOCUMENT.path("asyncapi").asText()).startsWith("3.");
        assertThat(address("events")).isEqualTo(Channels.EVENTS);
        assertThat(address("commands")).isEqualTo(Channels.COMMANDS);
        assertThat(address("refused")).isEqualTo(Channels.REFUSED);
        assertThat(address("deadLetters")).isEqualTo(Channels.SET_ASIDE);
        assertThat(DOCUMENT.at("/channels/events/bindings/kafka/partitions").asInt())
                .isEqualTo(Channels.PARTITIONS);
        assertThat(DOCUMENT.at("/components/messages/refused/name").asText()).isEqualTo(Channels.REFUSED_TYPE);
    }

    @ParameterizedTest
    @MethodSource("wireNames")
    void an_event_is_a_message_with_a_named_model_for_payload(String name) throws IOException {
        assertThat(fileOfPayload(name)).isEqualTo("schemas/" + name + ".json");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_is_a_message_with_a_named_model_for_payload(String name) throws IOException {
        assertThat(fileOfPayload(name)).isEqualTo("schemas/commands/" + name + ".json");
        assertThat(message(name).at("/headers/allOf/1/properties/ce_type/const").asText())
                .isEqualTo(name);
    }

    @Test
    void commands_are_those_that_the_headers_permit_and_have_a_schema_each() throws IOException {
        assertThat(names(DOCUMENT.at("/channels/commands/messages"))).containsExactlyElementsOf(commands());
        try (Stream<Path> files = Files.list(RESOURCES.resolve("schemas/commands"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(commands());
        }
    }

    @Test
    void retired_types_are_marked() {
        assertThat(wireNames()
                        .filter(name ->
                                message(name).at("/tags/0/name").asText().equals("retired")))
                .containsExactlyInAnyOrderElementsOf(Upcasters.retired());
    }

    /** Generators of code name classes by them. */
    @Test
    void every_model_has_a_title_of_its_own_that_is_a_name() throws IOException {
        var titles = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("schemas"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                JsonNode schema = new JsonMapper().readTree(file.toFile());
                if (schema.has("type")) {
                    titles.add(schema.path("title").asText());
                }
                assertThat(anonymous(schema.path("properties")))
                        .as("of " + file)
                        .isEmpty();
            }
        }
        assertThat(titles)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).matches("([A-Z][a-z]+)+V\\d+"));
        assertThat(names(DOCUMENT.at("/components/schemas"))).containsAll(titles);
    }

    private static List<String> anonymous(JsonNode properties) {
        return names(properties).stream()
                .filter(name -> properties.path(name).has("properties")
                        || properties.path(name).path("items").has("properties"))
                .toList();
    }

    /** By the name of the model, which is that of the schema. */
    private static String fileOfPayload(String name) throws IOException {
        JsonNode message = message(name);
        assertThat(message.path("name").asText()).isEqualTo(name);
        String model = message.at("/payload/$ref").asText().replaceFirst("^#/components/schemas/", "");
        String file = DOCUMENT.path("components")
                .path("schemas")
                .path(model)
                .path("$ref")
                .asText();
        assertThat(new JsonMapper()
                        .readTree(RESOURCES.resolve(file).toFile())
                        .path("title")
                        .asText())
                .isEqualTo(model);
        return file;
    }

    private static JsonNode message(String name) {
        return DOCUMENT.path("components").path("messages").path(name);
    }

    static Stream<String> wireNames() {
        return Stream.concat(Arrays.stream(EventType.values()).map(EventType::wireName), Upcasters.retired().stream());
    }

    static List<String> commands() {
        var commands = new ArrayList<String>();
        DOCUMENT.at("/components/schemas/CommandHeaders/properties/ce_type/enum")
                .forEach(name -> commands.add(name.asText()));
        return commands;
    }

    @Test
    void the_channel_of_events_carries_all_of_them_and_nothing_else() {
        assertThat(names(DOCUMENT.at("/channels/events/messages")))
                .containsExactlyInAnyOrderElementsOf(wireNames().toList());
    }

    @Test
    void every_message_of_an_event_has_its_golden_file_as_example() throws IOException {
        for (String name : wireNames().toList()) {
            assertThat(message(name).at("/examples/0/payload"))
                    .isEqualTo(new JsonMapper()
                            .readTree(Path.of("src/test/resources/golden", name + ".json")
                                    .toFile()));
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(references(DOCUMENT).filter(reference -> reference.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void the_headers_of_an_event_are_those_that_are_described() {
        UUID id = new UUID(0, 1);
        var envelope = new Envelope(
                id,
                "product.listed.v1",
                new StreamId("product", "TEA"),
                1,
                0,
                1,
                Instant.EPOCH,
                "someone",
                "correlation",
                "causation",
                id,
                "{}",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(names(DOCUMENT.at("/components/schemas/EventHeaders/properties")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                KafkaBinding.toReplayedRecord(Channels.EVENTS, envelope, 1),
                                KafkaBinding.toTracedRecord(Channels.EVENTS, envelope, "trace"))
                        .flatMap(written -> Arrays.stream(written.headers().toArray()))
                        .map(Header::key)
                        .distinct()
                        .toList());
    }

    private static String address(String channel) {
        return DOCUMENT.path("channels").path(channel).path("address").asText();
    }

    private static Stream<String> references(JsonNode node) {
        Stream<String> here = node.has("$ref") ? Stream.of(node.path("$ref").asText()) : Stream.of();
        var children = new ArrayList<JsonNode>();
        node.elements().forEachRemaining(children::add);
        return Stream.concat(here, children.stream().flatMap(AsyncApiTest::references));
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("target/classes/asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

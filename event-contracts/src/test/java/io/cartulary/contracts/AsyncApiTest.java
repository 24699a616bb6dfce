package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.provider.EnumSource;

/** What the AsyncAPI document says of the channels, and what the code does, is the same. */
class AsyncApiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final JsonNode DOCUMENT = document();

    @Test
    void the_channels_are_where_they_are_said_to_be() {
        assertThat(DOCUMENT.path("asyncapi").asText()).startsWith("3.");
        assertThat(address("events")).isEqualTo(Channels.EVENTS);
        assertThat(address("commands")).isEqualTo(Channels.COMMANDS);
        assertThat(address("refused")).isEqualTo(Channels.REFUSED);
        assertThat(DOCUMENT.at("/channels/events/bindings/kafka/partitions").asInt())
                .isEqualTo(Channels.PARTITIONS);
        assertThat(DOCUMENT.at("/components/messages/refused/name").asText()).isEqualTo(Channels.REFUSED_TYPE);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_is_a_message_with_its_schema_for_payload(EventType type) {
        String name = type.wireName();
        JsonNode message = DOCUMENT.path("components").path("messages").path(name);

        assertThat(message.path("name").asText()).isEqualTo(name);
        assertThat(message.path("payload").path("$ref").asText()).isEqualTo("schemas/" + name + ".json");
        assertThat(RESOURCES.resolve(message.path("payload").path("$ref").asText()))
                .isRegularFile();
    }

    @Test
    void the_channel_of_events_carries_all_of_them_and_nothing_else() {
        assertThat(names(DOCUMENT.at("/channels/events/messages")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
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
                "{}");

        List<String> written = Arrays.stream(KafkaBinding.toReplayedRecord(Channels.EVENTS, envelope, 1)
                        .headers()
                        .toArray())
                .map(Header::key)
                .toList();

        assertThat(names(DOCUMENT.at("/components/schemas/EventHeaders/properties")))
                .containsExactlyInAnyOrderElementsOf(written);
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
            return new YAMLMapper().readTree(Files.readString(RESOURCES.resolve("asyncapi.yaml")));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

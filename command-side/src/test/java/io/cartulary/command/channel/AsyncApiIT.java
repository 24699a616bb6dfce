package io.cartulary.command.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cartulary.contracts.Channels;
import io.cartulary.localstack.LocalStackResource;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document and the channel have the same commands. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class AsyncApiIT {

    @Inject
    @All
    List<ChannelCommands> takers;

    @Test
    void the_commands_that_are_described_are_those_that_are_taken() throws IOException {
        var described = new ArrayList<String>();
        document()
                .at("/components/schemas/CommandHeaders/properties/ce_type/enum")
                .forEach(type -> described.add(type.asText()));

        assertThat(takers.stream()
                        .filter(taker -> !(taker instanceof CartsOverTheChannel))
                        .flatMap(taker -> taker.commands().stream())
                        .map(ChannelCommand::type))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    private static JsonNode document() throws IOException {
        try (InputStream yaml = Channels.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(yaml);
        }
    }
}

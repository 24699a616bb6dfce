package io.cartulary.command.order;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.command.channel.ChannelCommand;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.InMemoryEventStore;
import io.cartulary.command.eventsourcing.InMemorySnapshots;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.Channels;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the schemas of commands say of their bodies, and what is taken, is the same. */
class OrderChannelTest {

    @Test
    void a_command_takes_what_its_schema_describes() throws IOException {
        for (ChannelCommand<?> command : channel().commands()) {
            JsonNode schema = schema(command.type());

            assertThat(StreamSupport.stream(
                                    ((Iterable<String>) () ->
                                                    schema.path("properties").fieldNames())
                                            .spliterator(),
                                    false)
                            .collect(toSet()))
                    .as("members of a " + command.type())
                    .isEqualTo(members(command.body(), _ -> true));
            assertThat(StreamSupport.stream(schema.path("required").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(toSet()))
                    .as("what a %s has to have", command.type())
                    .isEqualTo(members(
                            command.body(), member -> !member.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        }
    }

    private static Set<String> members(Class<?> body, Predicate<RecordComponent> which) {
        return Arrays.stream(body.getRecordComponents())
                .filter(which)
                .map(RecordComponent::getName)
                .collect(toSet());
    }

    private static JsonNode schema(String type) throws IOException {
        try (InputStream schema = Channels.class.getResourceAsStream("/schemas/commands/" + type + ".json")) {
            return new JsonMapper().readTree(schema);
        }
    }

    private static OrderChannel channel() {
        var store = new InMemoryEventStore(Instant.EPOCH);
        var commands = new OrderCommands(
                new CommandHandler(store, new StateCache(store, new InMemorySnapshots(), new ConcurrentHashMap<>())));
        return new OrderChannel(
                new PaymentResource(commands), new FulfilmentResource(commands), new ReturnResource(commands));
    }
}

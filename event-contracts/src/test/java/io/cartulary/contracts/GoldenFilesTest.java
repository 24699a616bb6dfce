package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ClearedLine;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.ProductEvent.ProductListed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JSON of every event type, approved once and for ever. A golden file is never changed: what it shows stands in
 * event logs. An event may gain an optional field; anything else is a new type.
 */
class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID LINE = UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000a");
    private static final UUID GUEST = UUID.fromString("0190f1d2-7c3e-7a10-8000-000000000001");
    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Map<EventType, Event> EXAMPLES = Map.of(
            EventType.PRODUCT_LISTED, new ProductListed("Coffee beans, 1 kg", new Money(1250, EUR)),
            EventType.CART_CREATED, new CartCreated(new Owner.Guest(GUEST), EUR),
            EventType.ITEM_ADDED, new ItemAdded(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, new Money(1250, EUR)),
            EventType.ITEM_QUANTITY_CHANGED, new ItemQuantityChanged(LINE, 2, 5),
            EventType.ITEM_REMOVED, new ItemRemoved(LINE, "COFFEE-1KG", 5),
            EventType.CART_CLEARED, new CartCleared(List.of(new ClearedLine(LINE, "COFFEE-1KG", 5))));

    @ParameterizedTest
    @EnumSource
    void an_event_is_written_as_its_golden_file(EventType type) throws IOException {
        assertThat(json(EventCodec.encode(example(type)))).isEqualTo(json(golden(type)));
    }

    @ParameterizedTest
    @EnumSource
    void a_golden_file_is_read_as_its_event(EventType type) throws IOException {
        assertThat(EventCodec.decode(type.wireName(), golden(type))).isEqualTo(example(type));
    }

    @Test
    void every_golden_file_is_of_a_type_that_is_still_read() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .isSubsetOf(Arrays.stream(EventType.values())
                            .map(EventType::wireName)
                            .toList());
        }
    }

    @Test
    void every_event_has_a_wire_name() {
        assertThat(Stream.of(Event.class.getPermittedSubclasses())
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses())))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::payload)
                        .toList());
    }

    private static Event example(EventType type) {
        Event known = EXAMPLES.containsKey(type) ? EXAMPLES.get(type) : OrderExamples.ALL.get(type);
        return Objects.requireNonNull(known, () -> "add an example of " + type);
    }

    private static String golden(EventType type) throws IOException {
        return Files.readString(GOLDEN.resolve(type.wireName() + ".json"));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}

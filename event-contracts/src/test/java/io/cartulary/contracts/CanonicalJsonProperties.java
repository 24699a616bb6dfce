package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.ProductEvent.ProductListed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An event has one text, from memory or from a database with its own JSON form. */
class CanonicalJsonProperties {

    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 300)
    void what_a_database_makes_of_an_event_has_the_same_canonical_form(
            @ForAll("events") Event event, @ForAll Random order) throws JsonProcessingException {
        String encoded = EventCodec.encode(event);
        String stored = shuffled(JSON.readTree(encoded), order).toPrettyString().replace("\n", " ");

        assertThat(EventCodec.canonical(encoded)).isEqualTo(encoded);
        assertThat(EventCodec.canonical(stored)).isEqualTo(encoded);
        assertThat(EventCodec.decode(EventType.of(event).wireName(), stored)).isEqualTo(event);
    }

    @Property(tries = 100)
    void a_field_nobody_knows_survives(@ForAll("texts") String name, @ForAll("texts") String value)
            throws JsonProcessingException {
        ObjectNode unknown = JSON.createObjectNode();
        unknown.putObject("z").put(name, value).put("b", 1.5).putNull("a");

        assertThat(JSON.readTree(EventCodec.canonical(unknown.toPrettyString())))
                .isEqualTo(unknown);
    }

    private static JsonNode shuffled(JsonNode node, Random order) {
        return switch (node) {
            case ObjectNode object -> {
                List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(object.properties());
                Collections.shuffle(properties, order);
                ObjectNode other = JsonNodeFactory.instance.objectNode();
                properties.forEach(property -> other.set(property.getKey(), shuffled(property.getValue(), order)));
                yield other;
            }
            case ArrayNode array -> {
                ArrayNode other = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> other.add(shuffled(element, order)));
                yield other;
            }
            default -> node;
        };
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<UUID> ids = Arbitraries.create(UUID::randomUUID);
        Arbitrary<Money> prices = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1), Arbitraries.of("EUR", "JPY", "USD"))
                .as((amount, currency) -> new Money(amount, Currency.getInstance(currency)));
        Arbitrary<Integer> quantities = Arbitraries.integers();
        return Arbitraries.oneOf(
                Combinators.combine(texts(), prices).as(ProductListed::new),
                Combinators.combine(owners(), prices).as((owner, price) -> new CartCreated(owner, price.currency())),
                Combinators.combine(ids, texts(), texts(), quantities, prices).as(ItemAdded::new),
                Combinators.combine(ids, quantities, quantities).as(ItemQuantityChanged::new),
                Combinators.combine(ids, texts(), quantities).as(ItemRemoved::new),
                Combinators.combine(ids, texts(), quantities)
                        .as(ClearedLine::new)
                        .list()
                        .ofMaxSize(3)
                        .map(CartCleared::new));
    }

    private Arbitrary<Owner> owners() {
        return Arbitraries.oneOf(
                texts().map(Owner.Customer::new),
                Arbitraries.create(UUID::randomUUID).map(Owner.Guest::new));
    }

    /** Texts that MySQL can store: whole characters only. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE));
    }
}

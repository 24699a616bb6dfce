package io.cartulary.contracts;

import static io.cartulary.contracts.EventType.*;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.ProductEvent.ProductListed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of events with the members that they have gained since their golden file was approved. These files never change
 * either.
 */
class OptionalMembersTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/optional");
    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID LINE = UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000a");
    private static final UUID ANOTHER_LINE = UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000b");
    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Map<String, String> NAMES =
            Map.of("de", "Kaffeebohnen, 1 kg", "fr-CH", "Café en grains, 1 kg");
    private static final CustomFields ATTRIBUTES = new CustomFields(Map.of(
            "weightInGrams", FieldValue.of(1000),
            "colour", FieldValue.of("red"),
            "organic", FieldValue.of(true),
            "strength", FieldValue.of("0.125"),
            "sizes", FieldValue.several(FieldValue.of("S"), FieldValue.of(38), FieldValue.of(false))));
    private static final ProductPrice SPECIAL = new ProductPrice(
            1100, EUR, "DE", "regulars", Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-12-24T00:00:00Z"));
    private static final ProductTerms PRODUCT = new ProductTerms(NAMES, ATTRIBUTES, "food", SPECIAL);

    private static final Map<EventType, Event> EXAMPLES = Map.ofEntries(
            entry(
                    PRODUCT_LISTED,
                    new ProductListed(
                            "Coffee beans, 1 kg",
                            eur(1250),
                            NAMES,
                            List.of(
                                    new ProductImage("https://shop.example/coffee.jpg", "A bag of coffee beans"),
                                    new ProductImage("https://shop.example/beans.jpg", null)),
                            ATTRIBUTES,
                            "food",
                            List.of(new ProductPrice(new Money(1390, Currency.getInstance("USD"))), SPECIAL))),
            entry(ITEM_ADDED, new ItemAdded(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, eur(1100), PRODUCT)),
            entry(ITEMS_REPRICED, new ItemsRepriced(List.of(new RepricedLine(LINE, eur(1250), eur(1100), PRODUCT)))),
            entry(
                    CART_MERGED,
                    new CartMerged(
                            UUID.fromString("0190f1d2-7c3e-7a10-8000-0000000000aa"),
                            UUID.fromString("0190f1d2-7c3e-7a10-8000-0000000000cc"),
                            5,
                            List.of(new LineDelta(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, eur(1100), PRODUCT)))),
            entry(
                    CART_RESTORED,
                    new CartRestored(
                            4,
                            List.of(new RestoredLine(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, eur(1100), PRODUCT)),
                            List.of(new LeftOutLine(ANOTHER_LINE, "TEA", "Green tea", 1, LeftOutReason.NOT_ON_SALE)))),
            entry(
                    ORDER_PLACED,
                    new OrderPlaced(
                            "7Q4K-2M9X-C3TB",
                            5,
                            new Owner.Customer("alice"),
                            List.of(new OrderLine(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, eur(1100), PRODUCT)),
                            new Totals(1, 2, eur(2200)),
                            new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE"),
                            new Contact("erika@example.com", null),
                            new PriceTerms(Rounding.HALF_EVEN, null, null, null, null, "DE", "regulars"),
                            new PricedCart(
                                    EUR,
                                    List.of(new PricedLine(LINE, 2, 1100, 2200, List.of(), null, 2200)),
                                    2200,
                                    0,
                                    null,
                                    List.of(),
                                    null,
                                    2200))),
            entry(
                    ORDER_EDITED,
                    new OrderEdited(
                            List.of(new EditedLine(
                                    LINE,
                                    "COFFEE-1KG",
                                    "Coffee beans, 1 kg",
                                    0,
                                    2,
                                    eur(1100),
                                    PRODUCT,
                                    new PricedLine(
                                            LINE,
                                            2,
                                            1100,
                                            2200,
                                            List.of(),
                                            new TaxAmount(Rate.of("0.07"), 2200, 154),
                                            2354))),
                            eur(900),
                            eur(3254),
                            eur(3254))));

    static Set<EventType> types() {
        return EXAMPLES.keySet();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_with_all_members_is_read_as_its_example(EventType type) throws IOException {
        assertThat(EventCodec.decode(type.wireName(), golden(type))).isEqualTo(EXAMPLES.get(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void it_is_read_and_written_without_a_difference(EventType type) throws IOException {
        Event event = EventCodec.decode(type.wireName(), golden(type));

        assertThat(json(EventCodec.encode(event))).isEqualTo(json(golden(type)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void it_is_as_its_schema_says(EventType type) throws IOException {
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("classpath:schemas/" + type.wireName() + ".json"));

        assertThat(schema.validate(json(golden(type)))).isEmpty();
    }

    @Test
    void every_file_has_an_example() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet().stream()
                            .map(type -> type.wireName() + ".json")
                            .toList());
        }
    }

    private static String golden(EventType type) throws IOException {
        return Files.readString(GOLDEN.resolve(type.wireName() + ".json"));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}

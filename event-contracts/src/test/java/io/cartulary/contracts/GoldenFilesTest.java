package io.cartulary.contracts;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.ProductEvent.*;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.ShippingEvent.ShippingMethodSet;
import io.cartulary.contracts.TaxEvent.TaxRatesSet;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every event type, approved once and for ever. A golden file is never changed, because event logs contain
 * such JSON. An event may gain an optional field; anything else is a new type.
 */
class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID LINE = UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000a");
    private static final UUID GUEST = UUID.fromString("0190f1d2-7c3e-7a10-8000-000000000001");
    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Money BEFORE = new Money(1250, EUR);
    private static final Money AFTER = new Money(1400, EUR);
    private static final UUID MERGE = UUID.fromString("0190f1d2-7c3e-7a10-8000-0000000000aa");
    private static final UUID TARGET = UUID.fromString("0190f1d2-7c3e-7a10-8000-0000000000bb");
    private static final UUID SOURCE = UUID.fromString("0190f1d2-7c3e-7a10-8000-0000000000cc");

    private static final PromotionTerms ADVENT = new PromotionTerms(
            "advent",
            new PromotionTarget.Lines(List.of("COFFEE-1KG"), Map.of("colour", List.of("red"))),
            new PromotionEffect.PercentOff(Rate.of("0.125")),
            new PromotionConditions(
                    List.of(new Money(5000, EUR)),
                    3,
                    List.of("COFFEE-1KG"),
                    List.of("DE"),
                    List.of("regulars"),
                    Instant.parse("2026-11-23T00:00:00Z"),
                    Instant.parse("2026-12-24T00:00:00Z")),
            10,
            true);
    private static final ExternalTax EXTERNAL_TAX = new ExternalTax(
            7,
            false,
            List.of(new ExternalTax.LineTax(LINE, Rate.of("0.0725"), 181)),
            new ExternalTax.ShippingTax(Rate.of("0.0725"), 50));

    private static final Map<EventType, Event> CART_AND_REGISTER_EXAMPLES = Map.ofEntries(
            entry(EventType.PRODUCT_LISTED, new ProductListed("Coffee beans, 1 kg", BEFORE)),
            entry(EventType.PRODUCT_PRICE_CHANGED, new ProductPriceChanged(BEFORE, AFTER)),
            entry(EventType.PRODUCT_DELISTED, new ProductDelisted("sold out for good")),
            entry(
                    EventType.TAX_RATES_SET,
                    new TaxRatesSet(new TaxTerms(
                            "US",
                            "CA",
                            Map.of("standard", Rate.of("0.0725"), "food", Rate.ZERO),
                            false,
                            TaxTerms.TaxLevel.LINE,
                            Rounding.HALF_UP,
                            TaxTerms.RoundingTarget.TAX))),
            entry(
                    EventType.SHIPPING_METHOD_SET,
                    new ShippingMethodSet(
                            "Parcel",
                            List.of("DE", "AT"),
                            List.of(new ShippingPrice(
                                    EUR,
                                    List.of(
                                            new ShippingPrice.ShippingTier(0, 690),
                                            new ShippingPrice.ShippingTier(5000, 390)),
                                    10_000L)),
                            "services")),
            entry(
                    EventType.PROMOTION_DEFINED,
                    new PromotionDefined("Advent", PromotionTrigger.CODE, ADVENT, 1000, 1, true)),
            entry(EventType.PROMOTION_ENDED, new PromotionEnded()),
            entry(EventType.CODE_DEFINED, new CodeDefined("advent", 50, 1)),
            entry(
                    EventType.CART_CREATED,
                    new CartCreated(
                            new Owner.Guest(GUEST),
                            EUR,
                            new Origin.Copy(StreamId.parse("order:0190f1d2-7c3e-7a10-8000-0000000000ff")))),
            entry(EventType.ITEM_ADDED, new ItemAdded(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, BEFORE)),
            entry(EventType.ITEM_QUANTITY_CHANGED, new ItemQuantityChanged(LINE, 2, 5)),
            entry(EventType.ITEM_REMOVED, new ItemRemoved(LINE, "COFFEE-1KG", 5)),
            entry(EventType.CART_CLEARED, new CartCleared(List.of(new ClearedLine(LINE, "COFFEE-1KG", 5)))),
            entry(EventType.ITEMS_REPRICED, new ItemsRepriced(List.of(new RepricedLine(LINE, BEFORE, AFTER)))),
            entry(
                    EventType.LINES_JOINED,
                    new LinesJoined(List.of(new JoinedLine(
                            UUID.fromString("0190f1d2-7c3e-7a10-8000-00000000000b"), LINE, "COFFEE-1KG", 3)))),
            entry(
                    EventType.SHIPPING_ADDRESS_SET,
                    new ShippingAddressSet(new Address(
                            "Ada Lovelace", "12 St James's Square", "second floor", "SW1Y 4JH", "London", null, "GB"))),
            entry(EventType.CONTACT_SET, new ContactSet(new Contact("ada@example.org", "+44 20 7946 0000"))),
            entry(
                    EventType.CART_TERMS_SET,
                    new CartTermsSet(new PriceTerms(
                            Rounding.HALF_UP,
                            List.of(OrderExamples.SALE),
                            List.of(new PriceTerms.AppliedCode("ADVENT10", ADVENT, NotAppliedReason.LIMIT_REACHED)),
                            OrderExamples.PARCEL,
                            OrderExamples.TAX,
                            "DE",
                            "regulars",
                            EXTERNAL_TAX.outdated()))),
            entry(EventType.CODE_APPLIED, new CodeApplied(new PriceTerms.AppliedCode("ADVENT10", ADVENT, null))),
            entry(EventType.CODE_REMOVED, new CodeRemoved("ADVENT10")),
            entry(EventType.CART_SHIPPING_METHOD_SET, new CartShippingMethodSet(OrderExamples.PARCEL)),
            entry(EventType.EXTERNAL_TAX_SET, new ExternalTaxSet(EXTERNAL_TAX)),
            entry(EventType.CART_ASSIGNED, new CartAssigned("alice")),
            entry(EventType.CART_MERGE_BEGUN, new CartMergeBegun(MERGE, TARGET, 7, MergeMode.SUM)),
            entry(EventType.CART_MERGE_CALLED_OFF, new CartMergeCalledOff(MERGE)),
            entry(
                    EventType.CART_MERGED,
                    new CartMerged(
                            MERGE,
                            SOURCE,
                            5,
                            List.of(new LineDelta(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", -2, BEFORE)))),
            entry(EventType.CART_MERGED_INTO, new CartMergedInto(MERGE, TARGET)),
            entry(
                    EventType.CART_RESTORED,
                    new CartRestored(
                            4, List.of(new RestoredLine(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, BEFORE)))),
            entry(EventType.CART_FROZEN, new CartFrozen(Instant.parse("2026-11-23T21:40:00Z"))),
            entry(EventType.CART_UNFROZEN, new CartUnfrozen()),
            entry(
                    EventType.CART_CHECKED_OUT,
                    new CartCheckedOut(
                            UUID.fromString("0190f1d2-7c3e-7a10-8000-0000000000ff"),
                            new Totals(1, 2, new Money(2500, EUR)))),
            entry(EventType.CART_ABANDONED, new CartAbandoned(Instant.parse("2026-11-20T08:15:30.250Z"))),
            entry(EventType.CART_REACTIVATED, new CartReactivated()));

    /** What the golden files mean. An event whose values all have types that occur here needs none. */
    private static final Map<EventType, Event> EXAMPLES = Stream.of(CART_AND_REGISTER_EXAMPLES, OrderExamples.ALL)
            .flatMap(examples -> examples.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** The events that the golden files of retired types are read as. */
    private static final Map<String, Event> RETIRED = Stream.concat(
                    Stream.of(entry("cart.created.v1", (Event)
                            new CartCreated(new Owner.Guest(GUEST), EUR, new Origin.Empty()))),
                    OrderExamples.RETIRED.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    @ParameterizedTest
    @EnumSource
    void a_golden_file_is_read_and_written_without_a_difference(EventType type) throws IOException {
        Event event = EventCodec.decode(type.wireName(), golden(type));

        assertThat(event).isInstanceOf(type.payload());
        assertThat(json(EventCodec.encode(event))).isEqualTo(json(golden(type)));
    }

    static Set<EventType> examples() {
        return EXAMPLES.keySet();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_golden_file_is_read_as_its_example(EventType type) throws IOException {
        assertThat(EventCodec.decode(type.wireName(), golden(type))).isEqualTo(EXAMPLES.get(type));
    }

    /** Reading and writing may be wrong in the same way, which only an example that is written out here shows. */
    @Test
    void every_type_of_value_has_an_example_that_is_written_out() {
        assertThat(EXAMPLES.keySet().stream().flatMap(GoldenFilesTest::typesOfValues))
                .containsAll(Stream.of(EventType.values())
                        .flatMap(GoldenFilesTest::typesOfValues)
                        .toList());
    }

    private static Stream<Type> typesOfValues(EventType type) {
        return typesOfComponents(type.payload());
    }

    private static Stream<Type> typesOfComponents(Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> types(component.getGenericType()));
    }

    private static Stream<Type> types(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                Stream.of(generic.getActualTypeArguments()).flatMap(GoldenFilesTest::types);
            case Class<?> record when record.isRecord() -> Stream.concat(Stream.of(record), typesOfComponents(record));
            default -> Stream.of(type);
        };
    }

    @Test
    void every_golden_file_is_of_a_type_that_is_still_read() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .isSubsetOf(Stream.concat(
                                    Arrays.stream(EventType.values()).map(EventType::wireName),
                                    Upcasters.retired().stream())
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("retired")
    void a_retired_type_is_read_as_what_it_is_by_now(String wireName) throws IOException {
        assertThat(EventCodec.decode(wireName, golden(wireName)))
                .isEqualTo(Objects.requireNonNull(RETIRED.get(wireName), () -> "add an example of " + wireName));
    }

    @Test
    void what_retired_types_become_is_not_retired_for_ever() {
        assertThat(Upcasters.retired())
                .allSatisfy(name -> assertThat(EventType.named(name)).isEmpty());
    }

    @Test
    void every_event_has_a_wire_name() {
        assertThat(records(Event.class))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::payload)
                        .toList());
    }

    /** The records of a sealed type, those of the sealed types in between included. */
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenFilesTest::records)
                : Stream.of(type);
    }

    static Set<String> retired() {
        return Upcasters.retired();
    }

    private static String golden(EventType type) throws IOException {
        return golden(type.wireName());
    }

    private static String golden(String wireName) throws IOException {
        return Files.readString(GOLDEN.resolve(wireName + ".json"));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}

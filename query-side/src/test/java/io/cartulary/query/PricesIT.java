package io.cartulary.query;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Discount;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.Totals;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What carts and orders cost, from Kafka to the HTTP answers: now, at a version, and at a time. */
@QuarkusTest
@TestProfile(OneWorld.class)
class PricesIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID LINE = new UUID(7, 1);
    private static final ShippingTerms PARCEL =
            new ShippingTerms("parcel", ShippingPrice.flat(eur(490)), null, List.of("DE"));
    private static final TaxTerms TAX = new TaxTerms(
            "DE",
            null,
            Map.of(TaxTerms.STANDARD, Rate.of("0.19")),
            true,
            TaxTerms.TaxLevel.LINE,
            Rounding.HALF_EVEN,
            TaxTerms.RoundingTarget.NET);

    private static Register register;

    @BeforeAll
    static void open() {
        register = new Register();
    }

    @AfterAll
    static void close() {
        register.close();
    }

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_cart_has_its_terms_and_its_price_at_every_moment() {
        UUID id = UUID.randomUUID();
        StreamId cart = new StreamId("cart", id.toString());
        Instant added = register.record(
                cart,
                new CartCreated(new Owner.Customer("prices"), EUR),
                new ItemAdded(LINE, "TEA", "Tea", 2, eur(1000)));
        Instant end = added.plus(Duration.ofHours(1));
        AppliedCode code = code(end);
        register.record(cart, new CodeApplied(code));
        register.record(
                cart,
                new CartTermsSet(new PriceTerms(Rounding.HALF_EVEN, null, List.of(code), PARCEL, TAX, "DE", null)));

        String path = "/carts/" + id;
        register.get(path + "?version=2")
                .statusCode(200)
                .body("total.amount", equalTo(2000))
                .body("$", not(hasKey("price")))
                .body("$", not(hasKey("terms")));
        register.get(path + "?version=3")
                .body("total.amount", equalTo(1500))
                .body("price.discount", equalTo(500))
                .body("price.lines[0].discounts[0].code", equalTo("TEN"));
        register.get(path + "?asOf=" + added).body("total.amount", equalTo(2000));
        register.get(path + "?asOf=" + end.minusMillis(1))
                .statusCode(200)
                .body("total.amount", equalTo(1990))
                .body("terms.codes.code", contains("TEN"))
                .body("terms.country", equalTo("DE"))
                .body("price.subtotal", equalTo(2000))
                .body("price.shipping.total", equalTo(490))
                .body("price.taxes[0].rate", equalTo("0.19"))
                .body("price.taxes[0].net", equalTo(1261 + 412))
                .body("price.taxes[0].amount", equalTo(239 + 78))
                .body("shippingOffered", equalTo(true));
        register.get(path + "?asOf=" + end)
                .body("total.amount", equalTo(2490))
                .body("price.codes[0].reason", equalTo("EXPIRED"));
        register.get(path + "/diff?from=2&to=3").statusCode(200).body("changes.path", hasItem("/price"));
        register.get(path + "/history").body("events.type", hasItem("cart.terms-set.v1"));
    }

    @Test
    void an_order_has_the_price_that_it_was_placed_at() {
        UUID id = UUID.randomUUID();
        register.record(
                new StreamId("order", id.toString()),
                new OrderPlaced(
                        "PRIC-EDOR-DER1",
                        5,
                        new Owner.Customer("prices"),
                        List.of(new OrderLine(LINE, "TEA", "Tea", 2, eur(1000))),
                        new Totals(1, 2, eur(2000)),
                        new Address("Erika", "Street 1", null, null, "Berlin", null, "DE"),
                        new Contact("erika@example.com", null),
                        new PriceTerms(Rounding.HALF_EVEN, null, List.of(), PARCEL, TAX, "DE", null),
                        new PricedCart(
                                EUR,
                                List.of(new PricedLine(
                                        LINE,
                                        2,
                                        1000,
                                        2000,
                                        List.of(new Discount("ten", "TEN", 500)),
                                        new TaxAmount(Rate.of("0.19"), 1261, 239),
                                        1500)),
                                2000,
                                500,
                                new PricedShipping(
                                        "parcel", 490, List.of(), new TaxAmount(Rate.of("0.19"), 412, 78), 490),
                                List.of(),
                                List.of(new TaxAmount(Rate.of("0.19"), 1673, 317)),
                                1990)));

        register.get("/orders/" + id)
                .statusCode(200)
                .body("totals.total.amount", equalTo(1990))
                .body("payment.balance.amount", equalTo(1990))
                .body("price.total", equalTo(1990))
                .body("price.lines[0].tax.amount", equalTo(239))
                .body("terms.shipping.method", equalTo("parcel"))
                .body("lines[0].total.amount", equalTo(1500));
    }

    private static AppliedCode code(Instant until) {
        return new AppliedCode(
                "TEN",
                new PromotionTerms(
                        "ten",
                        new PromotionTarget.Order(),
                        new PromotionEffect.AmountOff(List.of(eur(500))),
                        new PromotionConditions(null, null, null, null, null, null, until),
                        0,
                        false),
                null);
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}

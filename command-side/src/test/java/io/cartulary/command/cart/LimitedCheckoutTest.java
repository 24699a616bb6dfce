package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.cart.PriceExamples.EUR;
import static io.cartulary.command.cart.PriceExamples.PARCEL;
import static io.cartulary.command.cart.PriceExamples.SALE;
import static io.cartulary.command.cart.PriceExamples.SHIP;
import static io.cartulary.command.cart.PriceExamples.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventlog.SnapshotJson;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checkouts of carts whose codes and promotions have limits: which redemptions an order needs. */
class LimitedCheckoutTest {

    private static final UUID CART = new UUID(0, 1);
    private static final StreamId TEN_IN_ALL = StreamId.parse("code:TEN");
    private static final StreamId TEN_BY_HER = StreamId.parse("redeemer:her");
    private static final StreamId SALE_IN_ALL = StreamId.parse("promotion:sale");
    private static final StreamId SHIP_IN_ALL = StreamId.parse("code:SHIP");

    private static final RedemptionLimit OF_TEN = new RedemptionLimit(TEN_IN_ALL, "ten", "TEN", null, true);
    private static final RedemptionLimit OF_TEN_BY_HER = new RedemptionLimit(TEN_BY_HER, "ten", "TEN", 1, true);
    private static final RedemptionLimit OF_SALE = new RedemptionLimit(SALE_IN_ALL, "sale", null, null, false);
    private static final RedemptionLimit OF_SHIP = new RedemptionLimit(SHIP_IN_ALL, "ship", "SHIP", null, false);

    /** Two units for 5.00. */
    private static final List<CartEvent> READY = List.of(
            new CartCreated(new Owner.Customer("ada"), EUR),
            new ItemAdded(new UUID(1, 1), "TEA", "Tea", 2, new Money(250, EUR)),
            new ShippingAddressSet(new Address("Ada", "Street 1", null, null, "London", null, "GB")),
            new ContactSet(new Contact("ada@example.org", null)));

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    @Test
    void an_order_redeems_the_code_that_takes_something_off_under_each_of_its_limits() {
        assertThat(redeemed(with(new CodeApplied(TEN)), 400, present(List.of(), OF_TEN_BY_HER, OF_TEN)))
                .containsExactly(new LimitedRedemption(TEN_BY_HER, true), new LimitedRedemption(TEN_IN_ALL, true));
    }

    @Test
    void an_order_redeems_automatic_promotions_and_those_of_the_shipping() {
        List<CartEvent> shipped = with(new CodeApplied(SHIP), new CartShippingMethodSet(PARCEL));

        assertThat(redeemed(shipped, 400, present(List.of(SALE), OF_SALE, OF_SHIP)))
                .containsExactly(new LimitedRedemption(SALE_IN_ALL, false), new LimitedRedemption(SHIP_IN_ALL, false));
    }

    @Test
    void a_code_that_takes_nothing_off_is_not_redeemed() {
        // free shipping, and no shipping
        assertThat(redeemed(with(new CodeApplied(SHIP)), 500, present(List.of(), OF_SHIP)))
                .isNull();
    }

    @Test
    void an_order_without_limits_names_none() {
        assertThat(redeemed(with(new CodeApplied(TEN)), 400, present(List.of())))
                .isNull();
        assertThat(redeemed(READY, 500, present(List.of(), OF_TEN, OF_SALE))).isNull();
    }

    @Test
    void a_code_at_its_limit_stays_with_the_reason_and_changes_the_total() {
        List<CartEvent> history = with(new CodeApplied(TEN));
        PresentTerms reached = present(List.of(), OF_TEN).without(OF_TEN, NotAppliedReason.LIMIT_REACHED);

        cart.given(history).when(checkOut(400, reached)).thenRejected(TOTAL_DIFFERS);
        List<CartEvent> events =
                cart.given(history).when(checkOut(500, reached)).events();
        assertThat(((CartTermsSet) events.getFirst()).terms().codes())
                .containsExactly(new AppliedCode("TEN", TEN.promotion(), NotAppliedReason.LIMIT_REACHED));
        assertThat(((CartCheckedOut) events.getLast()).redemptions()).isNull();
    }

    @Test
    void an_automatic_promotion_at_its_limit_is_left_out() {
        PresentTerms reached = present(List.of(SALE), OF_SALE).without(OF_SALE, NotAppliedReason.LIMIT_REACHED);

        cart.given(READY).when(checkOut(400, reached)).thenRejected(TOTAL_DIFFERS);
        assertThat(redeemed(READY, 500, reached)).isNull();
    }

    @Test
    void a_promotion_at_its_limit_withholds_all_its_codes_and_a_code_only_itself() {
        var ofTen = new RedemptionLimit(StreamId.parse("promotion:ten"), "ten", null, null, false);
        var second = new AppliedCode("TEN2", TEN.promotion(), null);
        var both = new PresentTerms(
                Rounding.HALF_EVEN,
                List.of(),
                Map.of("TEN", TEN, "TEN2", second),
                Map.of(),
                null,
                List.of(ofTen, OF_TEN));

        assertThat(both.without(ofTen, NotAppliedReason.LIMIT_REACHED).codes().values())
                .extracting(AppliedCode::withheld)
                .containsOnly(NotAppliedReason.LIMIT_REACHED);
        assertThat(both.without(OF_TEN, NotAppliedReason.EXPIRED).codes().values())
                .extracting(AppliedCode::code, AppliedCode::withheld)
                .containsExactlyInAnyOrder(tuple("TEN", NotAppliedReason.EXPIRED), tuple("TEN2", null));
        assertThat(both.without(OF_TEN, NotAppliedReason.EXPIRED).limits()).containsExactly(ofTen);
    }

    @Test
    void a_code_that_was_entered_meanwhile_makes_the_total_another_one() {
        var without = new PresentTerms(Rounding.HALF_EVEN, List.of(), Map.of(), Map.of(), null);

        cart.given(with(new CodeApplied(TEN))).when(checkOut(400, without)).thenRejected(TOTAL_DIFFERS);
        cart.given(with(new CodeApplied(TEN))).when(checkOut(500, without)).thenRejected(TOTAL_DIFFERS);
    }

    @Test
    void a_checkout_whose_outcome_is_unknown_is_called_off_by_another_version() {
        cart.given(READY).when(new CallCheckoutOff(4)).then(new CartCheckoutCalledOff());
        cart.given(READY).when(new CallCheckoutOff(3)).thenNothing();
        cart.given(with(new CartCheckoutCalledOff()))
                .when(new CallCheckoutOff(4))
                .thenNothing();
    }

    @Test
    void a_cart_stays_as_it_is_when_a_checkout_is_called_off() {
        var until = DeciderSpecification.NOW.plusSeconds(60);

        assertThat(cart.given(with(new CartFrozen(until), new CartCheckoutCalledOff()))
                        .state())
                .isInstanceOfSatisfying(
                        Cart.Frozen.class,
                        frozen -> assertThat(frozen.contents().version()).isEqualTo(6));
        assertThat(cart.given(with(new CartAbandoned(DeciderSpecification.NOW), new CartCheckoutCalledOff()))
                        .state())
                .isInstanceOf(Cart.Abandoned.class);
        assertThat(redeemed(with(new CodeApplied(TEN), new CartCheckoutCalledOff()), 400, present(List.of(), OF_TEN)))
                .hasSize(1);
    }

    @Test
    void a_snapshot_of_before_has_no_redemptions() {
        var form = new SnapshotForm<>(Cart.class, 3);
        Cart with = cart.given(with(new CartCheckedOut(
                        CART,
                        new Totals(1, 2, new Money(500, EUR)),
                        null,
                        List.of(new LimitedRedemption(TEN_IN_ALL, true)))))
                .state();
        String json = new SnapshotJson().write(form, with);

        assertThat(new SnapshotJson().read(form, json)).isEqualTo(with);
        String before = json.replaceAll(",\"redemptions\":\\[[^]]*]", "");
        assertThat(before).isNotEqualTo(json);
        assertThat(((Cart.CheckedOut) new SnapshotJson().read(form, before)).redeemed())
                .isEmpty();
    }

    private @Nullable List<LimitedRedemption> redeemed(List<CartEvent> history, long total, PresentTerms present) {
        return ((CartCheckedOut) cart.given(history)
                        .when(checkOut(total, present))
                        .events()
                        .getLast())
                .redemptions();
    }

    private static CartCommand checkOut(long total, PresentTerms present) {
        return new AtPresentTerms(new CheckOut(CART, new Money(total, EUR)), present);
    }

    /** What the registers say of the codes and the method that these tests use. */
    private static PresentTerms present(List<PromotionTerms> promotions, RedemptionLimit... limits) {
        Map<String, AppliedCode> codes =
                Stream.of(TEN, SHIP).collect(Collectors.toMap(AppliedCode::code, code -> code));
        Map<String, ShippingTerms> shipping = Map.of(PARCEL.method(), PARCEL);
        return new PresentTerms(Rounding.HALF_EVEN, promotions, codes, shipping, null, List.of(limits));
    }

    private static List<CartEvent> with(CartEvent... more) {
        return Stream.concat(READY.stream(), Stream.of(more)).toList();
    }
}

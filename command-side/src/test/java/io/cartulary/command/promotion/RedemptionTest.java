package io.cartulary.command.promotion;

import static io.cartulary.command.promotion.RedemptionRejection.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventlog.SnapshotJson;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.promotion.Code.DefineCode;
import io.cartulary.command.promotion.PromotionCommand.*;
import io.cartulary.command.promotion.Redeemer.Ask;
import io.cartulary.command.promotion.RedemptionCommand.*;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEvent;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.RedemptionEvent.*;
import io.cartulary.contracts.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Redemptions under limits: of a code, of a promotion, and of either for one customer. */
class RedemptionTest {

    private static final int ANY = 2000;
    private static final UUID CART = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);
    private static final StreamId ADVENT = StreamId.parse("code:ADVENT10");

    private static final CodeDefined TWICE = new CodeDefined("advent", 2, null);
    private static final CodeDefined ANY_TIME = new CodeDefined("advent", null, null);
    private static final PromotionDefined ONCE = promotion(1);
    private static final PromotionEvent ENDED = new PromotionEnded();

    private final DeciderSpecification<Code, CodeCommand, CodeEvent> code = new DeciderSpecification<>(Code.DECIDER);
    private final DeciderSpecification<Promotion, PromotionCommand, PromotionEvent> promotion =
            new DeciderSpecification<>(Promotion.DECIDER);
    private final DeciderSpecification<RedemptionCount, Ask, RedemptionEvent> redeemer =
            new DeciderSpecification<>(Redeemer.DECIDER);

    @Test
    void a_code_is_reserved_until_its_limit_and_a_reservation_counts() {
        code.given(TWICE).when(reserve(CART, 7)).then(reserved(CART, 7));
        code.given(TWICE, reserved(CART, 7)).when(reserve(OTHER, 3)).then(reserved(OTHER, 3));
        code.given(TWICE, reserved(CART, 7), reserved(OTHER, 3))
                .when(reserve(THIRD, 1))
                .thenRejected(LIMIT_REACHED);
    }

    @Test
    void a_redemption_counts_as_its_reservation_did() {
        code.given(TWICE, reserved(CART, 7)).when(new Complete(CART)).then(completed(CART));
        code.given(TWICE, reserved(CART, 7), completed(CART), reserved(OTHER, 3))
                .when(reserve(THIRD, 1))
                .thenRejected(LIMIT_REACHED);
        code.given(TWICE, reserved(CART, 7), completed(CART), reserved(OTHER, 3), completed(OTHER))
                .when(reserve(THIRD, 1))
                .thenRejected(LIMIT_REACHED);
    }

    @Test
    void a_released_reservation_no_longer_counts() {
        code.given(TWICE, reserved(CART, 7), reserved(OTHER, 3))
                .when(new Release(OTHER, 3))
                .then(released(OTHER));
        code.given(TWICE, reserved(CART, 7), reserved(OTHER, 3), released(OTHER))
                .when(reserve(THIRD, 1))
                .then(reserved(THIRD, 1));
    }

    @Test
    void a_cart_has_one_reservation_also_at_a_later_version() {
        code.given(TWICE, reserved(CART, 7)).when(reserve(CART, 7)).thenNothing();
        code.given(TWICE, reserved(CART, 7)).when(reserve(CART, 6)).thenNothing();
        code.given(TWICE, reserved(CART, 7), reserved(OTHER, 3))
                .when(reserve(CART, 8))
                .then(reserved(CART, 8));
        code.given(TWICE, reserved(CART, 7), reserved(CART, 8))
                .when(reserve(OTHER, 1))
                .then(reserved(OTHER, 1));
    }

    @Test
    void a_reservation_is_released_at_its_own_version_only() {
        code.given(TWICE, reserved(CART, 7), reserved(CART, 8))
                .when(new Release(CART, 7))
                .thenNothing();
        code.given(TWICE, reserved(CART, 7), reserved(CART, 8))
                .when(new Release(CART, 8))
                .then(released(CART));
    }

    @Test
    void what_is_not_reserved_is_neither_completed_nor_released() {
        code.given(TWICE).when(new Complete(CART)).thenNothing();
        code.given(TWICE).when(new Release(CART, 7)).thenNothing();
        code.given(TWICE, reserved(CART, 7), completed(CART))
                .when(new Complete(CART))
                .thenNothing();
        code.given(TWICE, reserved(CART, 7), completed(CART))
                .when(new Release(CART, 7))
                .thenNothing();
        code.given().when(reserve(CART, 7)).thenRejected(NOTHING_TO_REDEEM);
        promotion.given().when(reserve(CART, 7)).thenRejected(NOTHING_TO_REDEEM);
    }

    @Test
    void what_a_cancelled_order_gives_back_can_be_redeemed_again() {
        code.given(TWICE, reserved(CART, 7), completed(CART))
                .when(new GiveBack(CART))
                .then(returned(CART));
        code.given(TWICE, reserved(CART, 7), completed(CART), returned(CART), reserved(OTHER, 3))
                .when(reserve(THIRD, 1))
                .then(reserved(THIRD, 1));
        code.given(TWICE).when(new GiveBack(CART)).thenNothing();
    }

    @Test
    void a_limit_that_changes_counts_what_was_redeemed_before() {
        var once = new CodeDefined("advent", 1, null);

        code.given(TWICE, reserved(CART, 7), completed(CART), once)
                .when(reserve(OTHER, 1))
                .thenRejected(LIMIT_REACHED);
        code.given(once, reserved(CART, 7), completed(CART), TWICE)
                .when(reserve(OTHER, 1))
                .then(reserved(OTHER, 1));
        code.given(TWICE, reserved(CART, 7), reserved(OTHER, 1), ANY_TIME)
                .when(reserve(THIRD, 1))
                .then(reserved(THIRD, 1));
        assertThat(code.given(TWICE, reserved(CART, 7), completed(CART), once).state())
                .isEqualTo(code.given(once, reserved(CART, 7), completed(CART)).state());
    }

    @Test
    void a_code_is_set_again_without_regard_to_its_redemptions() {
        var active = new Promotion.Active(promotion(null), RedemptionCount.NONE);

        code.given(TWICE, reserved(CART, 7)).when(new DefineCode(TWICE, active)).thenNothing();
        code.given(TWICE, reserved(CART, 7))
                .when(new DefineCode(ANY_TIME, active))
                .then(ANY_TIME);
    }

    @Test
    void open_reservations_have_a_bound_that_a_cart_with_one_does_not_meet() {
        code.given(TWICE, reserved(CART, 7)).when(new Reserve(OTHER, 1, 1)).thenRejected(TOO_MANY_RESERVATIONS);
        code.given(TWICE, reserved(CART, 7)).when(new Reserve(CART, 8, 1)).then(reserved(CART, 8));
    }

    @Test
    void a_promotion_has_a_limit_of_its_own() {
        promotion.given(ONCE).when(reserve(CART, 7)).then(reserved(CART, 7));
        promotion.given(ONCE, reserved(CART, 7)).when(reserve(OTHER, 3)).thenRejected(LIMIT_REACHED);
        promotion.given(ONCE, reserved(CART, 7)).when(new Complete(CART)).then(completed(CART));
        promotion
                .given(ONCE, reserved(CART, 7), completed(CART), returned(CART))
                .when(reserve(OTHER, 3))
                .then(reserved(OTHER, 3));
    }

    @Test
    void a_promotion_that_has_ended_is_reserved_no_more_and_completes_what_is_reserved() {
        promotion.given(ONCE, ENDED).when(reserve(CART, 7)).thenRejected(PROMOTION_ENDED);
        promotion.given(ONCE, reserved(CART, 7), ENDED).when(reserve(CART, 7)).thenNothing();
        promotion.given(ONCE, reserved(CART, 7), ENDED).when(reserve(CART, 8)).thenRejected(PROMOTION_ENDED);
        promotion.given(ONCE, reserved(CART, 7), ENDED).when(new Complete(CART)).then(completed(CART));
        promotion
                .given(ONCE, reserved(CART, 7), ENDED)
                .when(new Release(CART, 7))
                .then(released(CART));
    }

    @Test
    void a_promotion_that_begins_again_goes_on_counting() {
        promotion
                .given(ONCE, reserved(CART, 7), completed(CART), ENDED, ONCE)
                .when(reserve(OTHER, 3))
                .thenRejected(LIMIT_REACHED);
        promotion.given(ONCE, reserved(CART, 7)).when(new Define(ONCE)).thenNothing();
        promotion.given(ONCE, reserved(CART, 7)).when(new End()).then(ENDED);
    }

    @Test
    void a_customer_has_a_limit_of_its_own() {
        var once = new RedemptionReserved(CART, 7, ADVENT);

        redeemer.given().when(ask(reserve(CART, 7))).then(once);
        redeemer.given(once).when(ask(reserve(CART, 7))).thenNothing();
        redeemer.given(once).when(ask(reserve(OTHER, 3))).thenRejected(LIMIT_REACHED);
        redeemer.given(once, completed(CART)).when(ask(reserve(OTHER, 3))).thenRejected(LIMIT_REACHED);
        redeemer.given(once, completed(CART), returned(CART))
                .when(ask(reserve(OTHER, 3)))
                .then(new RedemptionReserved(OTHER, 3, ADVENT));
    }

    @Test
    void customers_and_guests_have_streams_that_do_not_name_them() {
        var alice = new Owner.Customer("alice");
        var guest = new Owner.Guest(CART);

        assertThat(Set.of(
                        Redeemer.stream(ADVENT, alice),
                        Redeemer.stream(ADVENT, new Owner.Customer("bob")),
                        Redeemer.stream(ADVENT, guest),
                        Redeemer.stream(ADVENT, new Owner.Customer(CART.toString())),
                        Redeemer.stream(StreamId.parse("promotion:ADVENT10"), alice)))
                .hasSize(5)
                .allSatisfy(stream -> assertThat(stream.toString()).matches("redeemer:[0-9a-f-]{36}"));
        assertThat(Redeemer.stream(ADVENT, alice)).isEqualTo(Redeemer.stream(ADVENT, new Owner.Customer("alice")));
    }

    @Test
    void the_state_and_its_snapshot_do_not_grow_with_what_is_settled() {
        var history = new ArrayList<CodeEvent>(List.of(new CodeDefined("advent", 1_000_000, null)));
        for (int i = 0; i < 50_000; i++) {
            var cart = new UUID(1, i);
            history.addAll(List.of(reserved(cart, 7), completed(cart)));
        }
        history.add(reserved(CART, 7));

        Code state = code.given(history).state();

        assertThat(state)
                .isEqualTo(new Code.Defined(
                        new CodeDefined("advent", 1_000_000, null), new RedemptionCount(50_000, Map.of(CART, 7L))));
        var form = new SnapshotForm<>(Code.class, 1);
        String json = new SnapshotJson().write(form, state);
        assertThat(json.length()).isLessThan(300);
        assertThat(new SnapshotJson().read(form, json)).isEqualTo(state);
    }

    /** Whatever carts do, at whatever times: what is redeemed and reserved is never more than the limit. */
    @Property(tries = 2000)
    void a_code_is_never_redeemed_more_often_than_its_limit(@ForAll("commands") List<RedemptionCommand> commands) {
        var history = new ArrayList<CodeEvent>(List.of(TWICE));
        var redeemed = new HashSet<UUID>();
        var open = new HashSet<UUID>();
        for (RedemptionCommand command : commands) {
            if (command instanceof GiveBack(UUID cart) && !redeemed.contains(cart)) {
                continue; // the order of that cart doesn't exist
            }
            if (command instanceof Reserve(UUID cart, var _, var _) && redeemed.contains(cart)) {
                continue; // the cart is checked out
            }
            Decision<CodeEvent> decision =
                    Code.decide(code.given(history).state(), command, DeciderSpecification.CONTEXT);
            if (decision instanceof Decision.Accepted<CodeEvent> accepted) {
                for (CodeEvent event : accepted.events()) {
                    history.add(event);
                    switch ((RedemptionEvent) event) {
                        case RedemptionReserved reservation -> open.add(reservation.cartId());
                        case RedemptionCompleted done -> {
                            open.remove(done.cartId());
                            redeemed.add(done.cartId());
                        }
                        case RedemptionReleased gone -> open.remove(gone.cartId());
                        case RedemptionReturned back -> redeemed.remove(back.cartId());
                    }
                }
            }
            assertThat(redeemed.size() + open.size()).as("after %s", history).isLessThanOrEqualTo(2);
            var state = (Code.Defined) code.given(history).state();
            assertThat(state.redemptions().completed()).isEqualTo(redeemed.size());
            assertThat(state.redemptions().reserved().keySet()).isEqualTo(open);
        }
    }

    @Provide
    Arbitrary<List<RedemptionCommand>> commands() {
        Arbitrary<UUID> carts = Arbitraries.of(CART, OTHER, THIRD, new UUID(0, 4));
        Arbitrary<Long> versions = Arbitraries.longs().between(1, 3);
        return Arbitraries.<RedemptionCommand>oneOf(
                        carts.flatMap(cart -> versions.map(version -> reserve(cart, version))),
                        carts.map(Complete::new),
                        carts.flatMap(cart -> versions.map(version -> new Release(cart, version))),
                        carts.map(GiveBack::new))
                .list()
                .ofMaxSize(40);
    }

    private static Reserve reserve(UUID cart, long version) {
        return new Reserve(cart, version, ANY);
    }

    private static Ask ask(RedemptionCommand command) {
        return new Ask(command, 1, ADVENT);
    }

    private static RedemptionReserved reserved(UUID cart, long version) {
        return new RedemptionReserved(cart, version, null);
    }

    private static RedemptionCompleted completed(UUID cart) {
        return new RedemptionCompleted(cart);
    }

    private static RedemptionReleased released(UUID cart) {
        return new RedemptionReleased(cart);
    }

    private static RedemptionReturned returned(UUID cart) {
        return new RedemptionReturned(cart);
    }

    private static PromotionDefined promotion(@Nullable Integer limit) {
        var terms = new PromotionTerms(
                "advent",
                new PromotionTarget.Order(),
                new PromotionEffect.PercentOff(Rate.of("0.1")),
                PromotionConditions.NONE,
                0,
                false);
        return new PromotionDefined("Advent", PromotionTrigger.CODE, terms, limit, null, true);
    }
}

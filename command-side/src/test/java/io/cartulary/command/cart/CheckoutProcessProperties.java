package io.cartulary.command.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.Cart.CheckedOut;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.InMemoryEventStore;
import io.cartulary.command.eventsourcing.InMemorySnapshots;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.promotion.PromotionRegister;
import io.cartulary.command.promotion.PromotionReplica;
import io.cartulary.command.promotion.Redemptions.Limit;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.RedemptionEvent.*;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Checkouts with limits, with crashes, other callers' commands and the policies between any two steps: an order with the
 * discount is counted once under each limit, nothing else is counted, no limit is exceeded, and no reservation is left.
 */
class CheckoutProcessProperties {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final int LIMIT = 2;
    private static final String CODE = "TEN";

    private static final UUID CART = new UUID(0, 1);
    private static final UUID HER_OTHER = new UUID(0, 2);
    private static final UUID BOBS = new UUID(0, 3);
    private static final UUID CAROLS = new UUID(0, 4);
    private static final Map<UUID, String> CARTS =
            Map.of(CART, "alice", HER_OTHER, "alice", BOBS, "bob", CAROLS, "carol");

    private static final int RETRIES = 10;

    enum Disturbance {
        KILLED_BEFORE_IT,
        KILLED_AFTER_IT,
        HER_OTHER_DEVICE_CHECKS_THE_CART_OUT,
        HER_OTHER_CART_IS_CHECKED_OUT,
        BOB_CHECKS_OUT,
        CAROL_CHECKS_OUT,
        CAROL_IS_KILLED_AFTER_RESERVING,
        CODE_REMOVED,
        CODE_APPLIED,
        UNIT_ADDED,
        ABANDONED,
        PROMOTION_ENDED,
        SETTLED
    }

    @Property(tries = 500)
    void orders_and_redemptions_agree_whatever_happens(@ForAll("disturbances") List<List<Disturbance>> disturbances) {
        var world = new World(disturbances);

        world.sheTriesUntilAnswered();
        world.everyPolicyRuns();

        world.assertThatOrdersAndRedemptionsAgree();
        world.assertThatNothingIsReserved();
    }

    @Property(tries = 1)
    void undisturbed_it_redeems_under_each_limit() {
        var world = new World(List.of());

        assertThat(world.checkOut(world.disturbed, CART, 900)).isInstanceOf(Outcome.Done.class);

        assertThat(world.redeemed(CART)).hasSize(4);
        world.assertThatNothingIsReserved();
        world.assertThatOrdersAndRedemptionsAgree();
    }

    @Property(tries = 1)
    void a_limit_that_is_reached_changes_the_total() {
        var world = new World(List.of());
        world.checkOut(world.other, BOBS, 900);
        world.checkOut(world.other, CAROLS, 900);

        assertThat(world.checkOut(world.disturbed, CART, 900))
                .isEqualTo(new Outcome.Rejected(CartRejection.TOTAL_DIFFERS));
        assertThat(world.checkOut(world.disturbed, CART, 1000)).isInstanceOf(Outcome.Done.class);
        assertThat(world.redeemed(CART)).isEmpty();
        world.everyPolicyRuns();
        world.assertThatNothingIsReserved();
    }

    @Provide
    Arbitrary<List<List<Disturbance>>> disturbances() {
        return Arbitraries.of(Disturbance.class)
                .list()
                .ofMaxSize(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    /** A replica of the service: it has its own cache of streams, and shares the log. */
    private static final class Shopping {

        private final CommandHandler commands;
        private final StateCache streams;
        private final PromotionReplica promotions;
        private final CheckoutProcess process;
        private final WhenACartIsCheckedOutThenCompleteItsRedemptions completing;
        private final WhenAReservationIsOldThenSettleIt settling;

        Shopping(EventStore store) {
            streams = new StateCache(store, new InMemorySnapshots(), new ConcurrentHashMap<>());
            commands = new CommandHandler(store, streams);
            promotions = PromotionReplica.of(commands, streams);
            var automatic = new AutomaticPromotions(store, promotions.register(), new Config());
            var registers = new Registers(streams, promotions.register(), automatic, new Config());
            process = new CheckoutProcess(commands, streams, registers, promotions.redemptions());
            completing = new WhenACartIsCheckedOutThenCompleteItsRedemptions(promotions.redemptions());
            settling = new WhenAReservationIsOldThenSettleIt(
                    commands, streams, promotions.redemptions(), PromotionReplica.CONFIG);
        }
    }

    /** Nothing that was read before counts. */
    private static final class Config implements CartConfig {
        @Override
        public Duration offerAge() {
            return Duration.ZERO;
        }

        @Override
        public Duration idle() {
            return Duration.ofDays(1);
        }

        @Override
        public int lookups() {
            return 16;
        }

        @Override
        public Duration registerAge() {
            return Duration.ZERO;
        }

        @Override
        public int rememberedPromotions() {
            return 1;
        }

        @Override
        public Rounding rounding() {
            return Rounding.HALF_EVEN;
        }
    }

    private static final class World {

        private final InMemoryEventStore store = new InMemoryEventStore(NOW);
        private final Queue<List<Disturbance>> disturbances = new ArrayDeque<>();
        private final Shopping disturbed = new Shopping(new Disturbed());
        private final Shopping other = new Shopping(store);
        private int serial;

        World(List<List<Disturbance>> disturbances) {
            var terms = PriceExamples.promotion(
                    "ten", new PromotionTarget.Order(), new PromotionEffect.AmountOff(List.of(new Money(100, EUR))));
            var promotion = new PromotionDefined("Ten", PromotionTrigger.CODE, terms, LIMIT, 1, true);
            other.promotions.define(promotion, Replica.metadata(next()));
            other.promotions.define(CODE, new CodeDefined("ten", LIMIT, 1), promotion, Replica.metadata(next()));
            CARTS.forEach((cart, customer) -> {
                command(cart, new Create(new Owner.Customer(customer), EUR));
                command(cart, new AddItem(next(), "TEA", 1, new Offer("Tea", new Money(1000, EUR))));
                command(cart, new SetShippingAddress(new Address("Ada", "Street 1", null, null, "London", null, "GB")));
                command(cart, new SetContact(new Contact("ada@example.org", null)));
                command(cart, new ApplyCode(CODE, new AppliedCode(CODE, terms, null)));
            });
            this.disturbances.addAll(disturbances);
        }

        Outcome checkOut(Shopping replica, UUID cart, long total) {
            // a shopper's key is for a cart and a total
            var command = new CheckOut(cart, new Money(total, EUR));
            return replica.process
                    .checkOut(command, Replica.metadata(new UUID(total, cart.getLeastSignificantBits())))
                    .await()
                    .indefinitely();
        }

        /** With the discount, or without it when it isn't there. */
        void sheTriesUntilAnswered() {
            for (int i = 0; i < RETRIES; i++) {
                for (long total : new long[] {900, 1000, 1900, 2000}) {
                    try {
                        if (checkOut(disturbed, CART, total) instanceof Outcome.Done) {
                            return;
                        }
                    } catch (EventStore.StoreUnavailableException | EventStore.StoreOverloadedException _) {
                        // killed: she tries again
                    }
                }
            }
        }

        void everyPolicyRuns() {
            disturbances.clear();
            run();
        }

        private void run() {
            for (StreamId stream : streams()) {
                for (Envelope event : recorded(stream)) {
                    switch (event.event()) {
                        case CartCheckedOut _ ->
                            other.completing.then(event).await().indefinitely();
                        case RedemptionReserved _ ->
                            other.settling.then(event).await().indefinitely();
                        default -> {}
                    }
                }
            }
        }

        void act(Disturbance disturbance) {
            switch (disturbance) {
                case KILLED_BEFORE_IT, KILLED_AFTER_IT -> {}
                case HER_OTHER_DEVICE_CHECKS_THE_CART_OUT -> checkOut(other, CART, 900);
                case HER_OTHER_CART_IS_CHECKED_OUT -> checkOut(other, HER_OTHER, 900);
                case BOB_CHECKS_OUT -> checkOut(other, BOBS, 900);
                case CAROL_CHECKS_OUT -> checkOut(other, CAROLS, 900);
                case CAROL_IS_KILLED_AFTER_RESERVING ->
                    other.promotions
                            .redemptions()
                            .reserve(
                                    new Limit(inAll(), null, inAll()),
                                    CAROLS,
                                    recorded(Cart.stream(CAROLS)).size(),
                                    Replica.metadata(next()))
                            .await()
                            .indefinitely();
                case CODE_REMOVED -> command(CART, new RemoveCode(CODE));
                case CODE_APPLIED ->
                    command(CART, new ApplyCode(CODE, new AppliedCode(CODE, PriceExamples.TEN.promotion(), null)));
                case UNIT_ADDED -> command(CART, new AddItem(next(), "TEA", 1, new Offer("Tea", new Money(1000, EUR))));
                case ABANDONED -> command(CART, new Abandon(NOW));
                case PROMOTION_ENDED -> other.promotions.end("ten", Replica.metadata(next()));
                case SETTLED -> run();
            }
        }

        private void command(UUID cart, CartCommand command) {
            other.commands
                    .handle(Cart.DECIDER, Cart.stream(cart), command, Replica.metadata(next()))
                    .await()
                    .indefinitely();
        }

        private UUID next() {
            return new UUID(7, serial++);
        }

        private static StreamId inAll() {
            return PromotionRegister.codeStream(CODE);
        }

        private static List<StreamId> limits(String customer) {
            StreamId promotion = PromotionRegister.promotionStream("ten");
            var owner = new Owner.Customer(customer);
            return List.of(
                    inAll(),
                    promotion,
                    PromotionRegister.redeemerStream(inAll(), owner),
                    PromotionRegister.redeemerStream(promotion, owner));
        }

        private static Set<StreamId> streams() {
            Set<StreamId> streams = new HashSet<>();
            CARTS.forEach((cart, customer) -> {
                streams.add(Cart.stream(cart));
                streams.addAll(limits(customer));
            });
            return streams;
        }

        private List<Envelope> recorded(StreamId stream) {
            return store.read(stream, 0, 10_000).await().indefinitely();
        }

        /** The limits that a cart's order is counted under. */
        List<StreamId> redeemed(UUID cart) {
            Cart state = Cart.DECIDER.fold().initial();
            for (Envelope event : recorded(Cart.stream(cart))) {
                state = Cart.evolve(state, (CartEvent) event.event());
            }
            return state instanceof CheckedOut checkedOut
                    ? checkedOut.redeemed().stream()
                            .map(LimitedRedemption::limit)
                            .toList()
                    : List.of();
        }

        void assertThatOrdersAndRedemptionsAgree() {
            for (StreamId limit : streams()) {
                if (limit.category().equals(Cart.CATEGORY)) {
                    continue;
                }
                int most = limit.category().equals("redeemer") ? 1 : LIMIT;
                Set<UUID> reserved = new HashSet<>();
                Set<UUID> completed = new HashSet<>();
                for (Envelope event : recorded(limit)) {
                    if (event.event() instanceof RedemptionEvent redemption) {
                        switch (redemption) {
                            case RedemptionReserved reservation -> reserved.add(reservation.cartId());
                            case RedemptionReleased released -> reserved.remove(released.cartId());
                            case RedemptionCompleted done -> {
                                reserved.remove(done.cartId());
                                assertThat(completed.add(done.cartId()))
                                        .as("%s is counted once under %s", done.cartId(), limit)
                                        .isTrue();
                            }
                            case RedemptionReturned returned -> throw new AssertionError(returned);
                        }
                        assertThat(completed.size() + reserved.size())
                                .as("what counts under %s at version %d", limit, event.version())
                                .isLessThanOrEqualTo(most);
                    }
                }
                assertThat(CARTS.keySet().stream().filter(cart -> redeemed(cart).contains(limit)))
                        .as("orders that are counted under %s", limit)
                        .containsExactlyInAnyOrderElementsOf(completed);
            }
        }

        void assertThatNothingIsReserved() {
            for (StreamId limit : streams()) {
                if (!limit.category().equals(Cart.CATEGORY)) {
                    assertThat(other.promotions
                                    .redemptions()
                                    .current(limit)
                                    .await()
                                    .indefinitely()
                                    .reserved())
                            .as("open reservations under %s", limit)
                            .isEmpty();
                }
            }
        }

        /** The store of the replica that she uses. */
        private final class Disturbed implements EventStore {

            @Override
            public Uni<AppendResult> append(PendingAppend turn) {
                return Uni.createFrom().deferred(() -> {
                    List<Disturbance> now =
                            Optional.ofNullable(disturbances.poll()).orElseGet(List::of);
                    now.forEach(World.this::act);
                    if (now.contains(Disturbance.KILLED_BEFORE_IT)) {
                        return killed();
                    }
                    return now.contains(Disturbance.KILLED_AFTER_IT)
                            ? store.append(turn).chain(_ -> killed())
                            : store.append(turn);
                });
            }

            private Uni<AppendResult> killed() {
                return Uni.createFrom()
                        .failure(new StoreUnavailableException("killed", new IllegalStateException("killed")));
            }

            @Override
            public Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit) {
                return store.read(stream, afterVersion, limit);
            }

            @Override
            public Uni<Map<StreamId, Long>> ends(String category) {
                return store.ends(category);
            }

            @Override
            public Uni<Optional<AppendResult.AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
                return store.answerTo(stream, commandId);
            }
        }
    }
}

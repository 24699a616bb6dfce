package io.cartulary.command.cart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.cart.Cart.Merging;
import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.InMemoryEventStore;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Merges while replicas are killed and others act on the same carts, before and after any of the steps: the source's
 * lines are in the source or in the target, never in both, never in neither.
 */
class CartMergeProcessProperties {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID TARGET = new UUID(1, 1);
    private static final UUID SOURCE = new UUID(2, 2);
    private static final UUID ANOTHER = new UUID(3, 3);
    private static final UUID MERGE = new UUID(4, 4);
    private static final UUID GUEST = new UUID(5, 5);
    private static final int RETRIES = 6;

    /** A disturbance just before an append of the replica that merges. */
    enum Disturbance {
        KILLED_BEFORE_IT,
        KILLED_AFTER_IT,
        PUT_INTO_SOURCE,
        PUT_INTO_TARGET,
        SOURCE_CLEARED,
        TARGET_CHECKED_OUT,
        SOURCE_CHECKED_OUT,
        TARGET_FROZEN,
        TARGET_UNFROZEN,
        SOURCE_MERGED_ELSEWHERE,
        TARGET_MERGED_ELSEWHERE,
        TARGET_MERGED_INTO_SOURCE,
        RETRIED_ELSEWHERE,
        RESUMED_ELSEWHERE
    }

    @Property(tries = 2000)
    void what_was_in_the_source_is_in_one_of_both(
            @ForAll("disturbances") List<List<Disturbance>> disturbances, @ForAll MergeMode mode) {
        var world = new World(disturbances, mode);

        world.clientTriesUntilAnswered();
        world.everyPolicyRuns();

        world.assertThatNothingIsLostOrDoubled();
    }

    @Property
    void undisturbed_it_is_done_at_once(@ForAll MergeMode mode) {
        var world = new World(List.of(), mode);

        assertThat(world.merge()).isInstanceOf(Outcome.Done.class);

        assertThat(world.log.events(SOURCE)).last().isInstanceOf(CartMergedInto.class);
        world.assertThatNothingIsLostOrDoubled();
    }

    @Property
    void a_retry_is_answered_like_the_first(@ForAll MergeMode mode) {
        var world = new World(List.of(), mode);
        Outcome first = world.merge();
        int events = world.log.events(TARGET).size();

        world.act(Disturbance.PUT_INTO_TARGET);

        assertThat(world.merge()).isEqualTo(first);
        assertThat(world.log.events(TARGET)).hasSize(events + 1);
    }

    @Property
    void a_key_that_was_another_commands_merges_nothing(@ForAll MergeMode mode) {
        var world = new World(List.of(), mode);
        world.log.handle(TARGET, new Clear(), Replica.metadata(MERGE));

        assertThat(world.merge()).isEqualTo(new Outcome.KeyReused());

        assertThat(world.log.events(SOURCE)).noneMatch(CartMergeBegun.class::isInstance);
    }

    @Property
    void a_key_that_was_a_merges_is_used_on_both_carts(@ForAll MergeMode mode) {
        var world = new World(List.of(), mode);
        world.merge();

        for (UUID cart : List.of(TARGET, SOURCE)) {
            assertThat(world.log.handle(cart, new Clear(), Replica.metadata(MERGE)))
                    .isEqualTo(new Outcome.KeyReused());
        }
    }

    /** Both carts are those of the guest that alice was; she returns without the guest's token. */
    @Property
    void what_was_begun_with_permission_continues_without_it(@ForAll MergeMode mode) {
        var world = new World(List.of(List.of(), List.of(Disturbance.KILLED_BEFORE_IT)), mode);
        Caller alice = Caller.customer("alice");
        assertThatThrownBy(() -> world.merge(world.disturbed, alice.alsoGuest(GUEST)))
                .isInstanceOf(EventStore.StoreUnavailableException.class);

        assertThat(world.merge(world.disturbed, alice)).isInstanceOf(Outcome.Done.class);

        world.assertThatNothingIsLostOrDoubled();
    }

    @Property
    void someone_elses_carts_are_none(@ForAll MergeMode mode) {
        var world = new World(List.of(), mode);

        assertThat(world.merge(world.disturbed, Caller.customer("mallory")))
                .isEqualTo(new Outcome.Rejected(CartRejection.NO_SUCH_CART));
    }

    @Provide
    Arbitrary<List<List<Disturbance>>> disturbances() {
        return Arbitraries.of(Disturbance.class)
                .list()
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Two replicas carry out the same merge, and the target rejects only one of them. */
    @Property
    void a_target_that_thaws_too_late_does_not_take_in_what_has_stayed(@ForAll MergeMode mode) {
        var world = new World(
                List.of(
                        List.of(),
                        List.of(
                                Disturbance.TARGET_FROZEN,
                                Disturbance.RESUMED_ELSEWHERE,
                                Disturbance.TARGET_UNFROZEN,
                                Disturbance.PUT_INTO_SOURCE)),
                mode);

        world.clientTriesUntilAnswered();

        world.assertThatNothingIsLostOrDoubled();
    }

    /** Three carts, a replica that merges, and one that all other callers use. */
    private static final class World {

        private final Replica log;
        private final Replica disturbed;
        private final MergeMode mode;
        private final Queue<List<Disturbance>> disturbances;
        private int serial;

        World(List<List<Disturbance>> disturbances, MergeMode mode) {
            var store = new InMemoryEventStore(NOW);
            this.mode = mode;
            this.disturbances = new ArrayDeque<>();
            log = Replica.of(store);
            disturbed = Replica.of(new Disturbed(store));
            for (UUID cart : List.of(TARGET, SOURCE, ANOTHER)) {
                log.handle(cart, new Create(new Owner.Guest(GUEST), EUR), Replica.metadata(next()));
                command(cart, new SetShippingAddress(new Address("Ada", "Street 1", null, null, "London", null, "GB")));
                command(cart, new SetContact(new Contact("ada@example.org", null)));
            }
            put(TARGET, "TEA", 3);
            put(TARGET, "CUP", 1);
            put(SOURCE, "TEA", 2);
            put(SOURCE, "POT", 5);
            this.disturbances.addAll(disturbances);
        }

        Outcome merge() {
            return merge(disturbed);
        }

        private Outcome merge(Replica replica) {
            return merge(replica, Caller.staff("someone"));
        }

        Outcome merge(Replica replica, Caller caller) {
            return replica.merger()
                    .merge(TARGET, SOURCE, mode, Replica.metadata(MERGE, caller))
                    .await()
                    .indefinitely();
        }

        void clientTriesUntilAnswered() {
            for (int i = 0; i < RETRIES; i++) {
                try {
                    merge();
                    return;
                } catch (EventStore.StoreUnavailableException | EventStore.StoreOverloadedException _) {
                    // killed, or too many concurrent writers: the client tries again
                }
            }
        }

        void everyPolicyRuns() {
            disturbances.clear();
            for (UUID cart : List.of(TARGET, SOURCE, ANOTHER)) {
                resume(cart);
            }
        }

        private void resume(UUID source) {
            for (CartEvent event : log.events(source)) {
                if (event instanceof CartMergeBegun begun) {
                    log.merger()
                            .resume(source, begun.mergeId(), Replica.metadata(next()))
                            .await()
                            .indefinitely();
                }
            }
        }

        void act(Disturbance disturbance) {
            switch (disturbance) {
                case KILLED_BEFORE_IT, KILLED_AFTER_IT -> {}
                case PUT_INTO_SOURCE -> put(SOURCE, "TEA", 7);
                case PUT_INTO_TARGET -> put(TARGET, "POT", 1);
                case SOURCE_CLEARED -> command(SOURCE, new Clear());
                case TARGET_CHECKED_OUT -> checkOut(TARGET);
                case SOURCE_CHECKED_OUT -> checkOut(SOURCE);
                case TARGET_FROZEN -> command(TARGET, new Freeze(NOW.plusSeconds(60)));
                case TARGET_UNFROZEN -> log.handle(TARGET, new Unfreeze(), Replica.metadata(next()));
                case SOURCE_MERGED_ELSEWHERE -> mergeElsewhere(ANOTHER, SOURCE);
                case TARGET_MERGED_ELSEWHERE -> mergeElsewhere(ANOTHER, TARGET);
                case TARGET_MERGED_INTO_SOURCE -> mergeElsewhere(SOURCE, TARGET);
                case RETRIED_ELSEWHERE -> merge(log);
                case RESUMED_ELSEWHERE -> resume(SOURCE);
            }
        }

        private void mergeElsewhere(UUID target, UUID source) {
            log.merger()
                    .merge(target, source, mode, Replica.metadata(next()))
                    .await()
                    .indefinitely();
        }

        private void put(UUID cart, String sku, int quantity) {
            command(cart, new AddItem(next(), sku, quantity, new Offer(sku, new Money(100, EUR))));
        }

        private void checkOut(UUID cart) {
            if (state(cart) instanceof Open open) {
                command(
                        cart,
                        new CheckOut(cart, open.contents().lines().totals(EUR).total()));
            }
        }

        private void command(UUID cart, CartCommand command) {
            log.handle(cart, command, Replica.metadata(next()));
        }

        private UUID next() {
            return new UUID(7, serial++);
        }

        private Cart state(UUID cart) {
            return stateBefore(cart, Long.MAX_VALUE);
        }

        private Cart stateBefore(UUID cart, long version) {
            Cart state = Cart.DECIDER.fold().initial();
            for (Envelope event : log.recorded(cart)) {
                state = event.version() < version ? Cart.evolve(state, (CartEvent) event.event()) : state;
            }
            return state;
        }

        void assertThatNothingIsLostOrDoubled() {
            for (UUID source : List.of(TARGET, SOURCE, ANOTHER)) {
                assertThat(state(source)).isNotInstanceOf(Merging.class);
                for (Envelope event : log.recorded(source)) {
                    if (event.event() instanceof CartMergeBegun begun) {
                        assertThatItIsInOneOfBoth(source, event.version(), begun);
                    }
                }
            }
        }

        private void assertThatItIsInOneOfBoth(UUID source, long begunAt, CartMergeBegun begun) {
            boolean closed = log.events(source).contains(new CartMergedInto(begun.mergeId(), begun.targetId()));
            List<Envelope> taken = log.recorded(begun.targetId()).stream()
                    .filter(event -> event.event() instanceof CartMerged merged
                            && merged.mergeId().equals(begun.mergeId()))
                    .toList();

            assertThat(taken).hasSize(closed ? 1 : 0);
            if (closed) {
                assertThat(log.events(source)).as("nothing came in between").hasSize(Math.toIntExact(begunAt) + 1);
                Map<String, Integer> before =
                        units(stateBefore(begun.targetId(), taken.getFirst().version()));
                Map<String, Integer> coming = units(stateBefore(source, begunAt));
                Map<String, Integer> after =
                        units(stateBefore(begun.targetId(), taken.getFirst().version() + 1));
                if (begun.mode() == MergeMode.SUM) {
                    coming.forEach((sku, units) -> before.merge(sku, units, Integer::sum));
                    assertThat(after).isEqualTo(before);
                }
            }
        }

        private static Map<String, Integer> units(Cart cart) {
            return new HashMap<>(((Open) cart)
                    .contents().lines().all().stream().collect(groupingBy(Line::sku, summingInt(Line::quantity))));
        }

        /** The store of the replica that merges. */
        private final class Disturbed implements EventStore {

            private final EventStore store;

            Disturbed(EventStore store) {
                this.store = store;
            }

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

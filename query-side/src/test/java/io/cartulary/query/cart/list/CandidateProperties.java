package io.cartulary.query.cart.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.query.History;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Which of a customer's carts is answered, for any history of all of them. */
class CandidateProperties {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final String ALICE = "alice";

    /** The expected state of a cart, from its events alone. */
    private static final class Known {

        private final StreamId stream = new StreamId("cart", UUID.randomUUID().toString());
        private @Nullable CartView view;
        private boolean isAlices;
        private boolean isAbandoned;
        private boolean isLeaving;
        private boolean isOver;
        private boolean hasItems;
        private Instant used = Instant.MIN;
    }

    private final History history = new History();

    @Property(tries = 2000)
    void it_is_the_one_used_last_that_has_something_in_it(@ForAll Random chance) {
        List<Known> carts = new ArrayList<>();
        for (int i = 1 + chance.nextInt(5); i > 0; i--) {
            carts.add(created(chance));
        }
        for (int i = chance.nextInt(40); i > 0; i--) {
            happens(carts.get(chance.nextInt(carts.size())), chance);
        }

        assertThat(shown(carts)).isEqualTo(expected(carts));
    }

    private static Optional<UUID> shown(List<Known> carts) {
        return carts.stream()
                .map(known -> known.view)
                .filter(view -> view != null && view.owner().equals(new Owner.Customer(ALICE)))
                .map(Candidate::of)
                .filter(Candidate::isOpen)
                .min(Candidate.BEST_FIRST)
                .map(Candidate::cart);
    }

    private static Optional<UUID> expected(List<Known> carts) {
        Known best = null;
        for (Known cart : carts) {
            boolean isCandidate = cart.isAlices && !cart.isOver && !cart.isLeaving;
            if (isCandidate
                    && (best == null
                            || (cart.hasItems && !best.hasItems)
                            || (cart.hasItems == best.hasItems && cart.used.isAfter(best.used)))) {
                best = cart;
            }
        }
        return Optional.ofNullable(best).map(cart -> UUID.fromString(cart.stream.rootId()));
    }

    private Known created(Random chance) {
        var cart = new Known();
        cart.isAlices = chance.nextBoolean();
        Owner owner = cart.isAlices ? new Owner.Customer(ALICE) : new Owner.Guest(new UUID(0, 1));
        cart.used = record(cart, new CartCreated(owner, EUR));
        return cart;
    }

    /** Only a policy abandons a cart, some time after its last use. */
    private void happens(Known cart, Random chance) {
        if (cart.isOver) {
            return;
        }
        if (cart.isLeaving) {
            record(cart, new CartMergeCalledOff(new UUID(0, 2)));
            cart.isLeaving = false;
            return;
        }
        if (cart.isAbandoned) {
            cart.used = record(cart, new CartReactivated());
            cart.isAbandoned = false;
        }
        switch (chance.nextInt(8)) {
            case 0 -> {
                history.passes(Duration.ofHours(24));
                record(cart, new CartAbandoned(cart.used));
                cart.isAbandoned = true;
            }
            case 1 -> {
                cart.used = record(cart, new CartCleared(List.of()));
                cart.hasItems = false;
            }
            case 2 -> {
                if (!cart.isAlices) {
                    cart.used = record(cart, new CartAssigned(ALICE));
                    cart.isAlices = true;
                }
            }
            case 3 -> {
                cart.used = record(cart, new CartMergeBegun(new UUID(0, 2), new UUID(0, 3), 1, MergeMode.SUM));
                cart.isLeaving = true;
            }
            case 4 -> {
                if (chance.nextInt(4) == 0) {
                    record(cart, new CartCheckedOut(new UUID(0, 4), new Totals(0, 0, Money.zero(EUR))));
                    cart.isOver = true;
                }
            }
            case 5 -> {
                record(cart, new CartFrozen(history.now().plusSeconds(60)));
                cart.used = record(cart, new CartUnfrozen());
            }
            default -> {
                cart.used = record(
                        cart, new ItemAdded(new UUID(0, 5), "tea", "Tea", 1 + chance.nextInt(3), new Money(1, EUR)));
                cart.hasItems = true;
            }
        }
    }

    private Instant record(Known cart, CartEvent event) {
        RecordedEvent recorded =
                RecordedEvent.of(history.record(cart.stream, event).getFirst());
        cart.view = CartView.evolve(cart.view, recorded);
        return recorded.at();
    }
}

package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.CartCommand.Restore;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** What carts were before: their events, folded up to then. */
@ApplicationScoped
class Past {

    /** What one read brings at most. */
    private static final int PAGE = 500;

    private final EventStore store;

    Past(EventStore store) {
        this.store = store;
    }

    /** A cart as far as it is folded. */
    private record Then(Cart cart, long version) {

        Restore restore() {
            return new Restore(
                    version, cart instanceof Open open ? open.contents().lines() : null);
        }
    }

    /** The wish to have the lines that the cart had at a version; no lines when it has not come to that yet. */
    Uni<Restore> at(UUID cart, long version) {
        return upTo(cart, event -> event.version() <= version)
                .map(then -> then.version() == version ? then.restore() : new Restore(version, null));
    }

    /** The wish to have the lines that the cart had at a time; no lines when there was no cart yet. */
    Uni<Restore> at(UUID cart, Instant asOf) {
        return upTo(cart, event -> !event.recordedAt().isAfter(asOf)).map(Then::restore);
    }

    private Uni<Then> upTo(UUID cart, Predicate<Envelope> included) {
        return readOn(Cart.stream(cart), included, new Then(Cart.DECIDER.fold().initial(), 0));
    }

    private Uni<Then> readOn(StreamId stream, Predicate<Envelope> included, Then sofar) {
        return store.read(stream, sofar.version(), PAGE).chain(page -> {
            List<Envelope> events = page.stream().takeWhile(included).toList();
            Then then = sofar;
            for (Envelope event : events) {
                then = new Then(Cart.evolve(then.cart(), (CartEvent) event.event()), event.version());
            }
            return events.size() < PAGE ? Uni.createFrom().item(then) : readOn(stream, included, then);
        });
    }
}

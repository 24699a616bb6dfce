package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.CartCommand.Restore;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartRestored;
import io.cartulary.contracts.CartEvent.LeftOutLine;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The earlier states of carts: their events, folded up to a version or a time. */
@ApplicationScoped
class PastCarts {

    /** The maximum number of events of one read. */
    private static final int PAGE = 500;

    /**
     * A restoration causes at most five events: the cart becomes active, has the lines again, gets present prices, has its
     * lines joined, and gets present terms.
     */
    private static final int MOST_EVENTS = 5;

    private final EventStore store;

    PastCarts(EventStore store) {
        this.store = store;
    }

    /** A cart, folded up to a version. */
    private record Then(Cart cart, long version) {

        Restore restore() {
            return command(version, cart instanceof Open open ? open.contents().lines() : null);
        }
    }

    /**
     * The command to restore the lines that the cart had at a version; no lines when the cart has not reached it yet.
     */
    Uni<Restore> at(UUID cart, long version) {
        return upTo(cart, event -> event.version() <= version)
                .map(then -> then.version() == version ? then.restore() : command(version, null));
    }

    /** The command to restore the lines that the cart had at a time; no lines when there was no cart yet. */
    Uni<Restore> at(UUID cart, Instant asOf) {
        return upTo(cart, event -> !event.recordedAt().isAfter(asOf)).map(Then::restore);
    }

    private static Restore command(long version, @Nullable CartLines lines) {
        return new Restore(version, lines, Map.of());
    }

    /**
     * What a command's restoration left out: its event is among the command's events, which are the last ones up to the
     * version.
     */
    Uni<List<LeftOutLine>> leftOut(UUID cart, UUID command, long version) {
        return store.read(Cart.stream(cart), Math.max(0, version - MOST_EVENTS), MOST_EVENTS)
                .map(events -> events.stream()
                        .filter(event -> event.version() <= version)
                        .dropWhile(event -> !command.equals(event.commandId()))
                        .flatMap(event -> event.event() instanceof CartRestored restored && restored.leftOut() != null
                                ? restored.leftOut().stream()
                                : Stream.empty())
                        .toList());
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

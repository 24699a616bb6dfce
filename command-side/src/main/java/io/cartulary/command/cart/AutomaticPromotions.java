package io.cartulary.command.cart;

import io.cartulary.command.eventlog.Committed;
import io.cartulary.command.eventlog.OthersAppended;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The promotions that every cart has. The register has a stream per promotion, and no list of them: the ends of their
 * streams are read from an index of the log, and a promotion only when its stream has another end than before.
 */
@ApplicationScoped
class AutomaticPromotions {

    private final EventStore store;
    private final StateCache streams;
    private final CartConfig config;
    private final Map<StreamId, Known> register = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Read> last = new AtomicReference<>();

    AutomaticPromotions(EventStore store, StateCache streams, CartConfig config) {
        this.store = store;
        this.streams = streams;
        this.config = config;
    }

    /** @param promotion null when it is not automatic, or has ended */
    private record Known(long version, @Nullable PromotionTerms promotion) {}

    /** A read of the register, under way or complete. */
    private record Read(Uni<List<PromotionTerms>> promotions, long at) {}

    /** In the order of their ids; as old as {@link CartConfig#registerAge} at most. */
    Uni<List<PromotionTerms>> active() {
        @Nullable Read known = last.get();
        if (known != null
                && System.nanoTime() - known.at() < config.registerAge().toNanos()) {
            return known.promotions();
        }
        var read = new Read(read().memoize().indefinitely(), System.nanoTime());
        last.set(read);
        return read.promotions().onFailure().invoke(_ -> last.compareAndSet(read, null));
    }

    /** This replica's changes count at once. */
    void changed(@Observes Committed committed) {
        forget(committed.events());
    }

    void changed(@Observes OthersAppended others) {
        forget(others.events());
    }

    private void forget(List<Envelope> events) {
        if (events.stream().anyMatch(event -> event.streamId().category().equals(PromotionEntry.CATEGORY))) {
            last.set(null);
        }
    }

    private Uni<List<PromotionTerms>> read() {
        return store.ends(PromotionEntry.CATEGORY)
                .chain(ends -> Multi.createFrom()
                        .iterable(ends.entrySet())
                        .onItem()
                        .transformToUni(end -> promotion(end.getKey(), end.getValue()))
                        .merge(config.lookups())
                        .filter(known -> known.promotion() != null)
                        .map(Known::promotion)
                        .collect()
                        .asList())
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(PromotionTerms::id))
                        .toList());
    }

    private Uni<Known> promotion(StreamId stream, long version) {
        @Nullable Known known = register.get(stream);
        return known != null && known.version() >= version
                ? Uni.createFrom().item(known)
                : streams.current(PromotionEntry.FOLD, stream)
                        .map(folded -> new Known(
                                folded.version(),
                                folded.state()
                                        .filter(PromotionEntry::isAutomatic)
                                        .map(entry -> entry.definition().terms())
                                        .orElse(null)))
                        .invoke(read -> register.put(stream, read));
    }
}

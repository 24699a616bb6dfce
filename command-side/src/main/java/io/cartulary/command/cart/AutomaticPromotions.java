package io.cartulary.command.cart;

import io.cartulary.command.eventlog.Committed;
import io.cartulary.command.eventlog.OthersAppended;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.promotion.PromotionRegister;
import io.cartulary.command.promotion.PromotionRegister.PromotionEntry;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The promotions that every cart has. The register has a stream per promotion, and no list of them: the ends of their
 * streams are read from an index of the log, and a promotion only when its stream has another end than before, or when
 * there are more promotions than this remembers ({@link CartConfig#rememberedPromotions}).
 */
@ApplicationScoped
class AutomaticPromotions {

    private static final Set<String> DEFINITIONS =
            Set.of(EventType.PROMOTION_DEFINED.wireName(), EventType.PROMOTION_ENDED.wireName());

    private final EventStore store;
    private final PromotionRegister register;
    private final CartConfig config;
    private final Map<StreamId, Known> remembered = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Read> last = new AtomicReference<>();

    AutomaticPromotions(EventStore store, PromotionRegister register, CartConfig config) {
        this.store = store;
        this.register = register;
        this.config = config;
    }

    /** @param promotion null when it is not automatic, or has ended */
    private record Known(long version, @Nullable PromotionEntry promotion) {}

    /** A read of the register, under way or complete. */
    private record Read(Uni<List<PromotionEntry>> promotions, long at) {}

    /** In the order of their ids; as old as {@link CartConfig#registerAge} at most. */
    Uni<List<PromotionEntry>> active() {
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
        if (events.stream().anyMatch(event -> DEFINITIONS.contains(event.type()))) {
            last.set(null);
        }
    }

    private Uni<List<PromotionEntry>> read() {
        return store.ends(PromotionRegister.PROMOTIONS)
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
                        .sorted(Comparator.comparing(AutomaticPromotions::id))
                        .toList());
    }

    private static String id(PromotionEntry entry) {
        return entry.definition().terms().id();
    }

    private Uni<Known> promotion(StreamId stream, long version) {
        @Nullable Known known = remembered.get(stream);
        return known != null && known.version() >= version
                ? Uni.createFrom().item(known)
                : register.currentPromotion(stream)
                        .map(current -> new Known(
                                current.version(),
                                current.entry()
                                        .filter(PromotionEntry::isAutomatic)
                                        .orElse(null)))
                        .invoke(read -> remember(stream, read));
    }

    /** Those that are known already are kept: which one leaves makes no difference, because all are asked for each time. */
    private void remember(StreamId stream, Known read) {
        if (remembered.containsKey(stream) || remembered.size() < config.rememberedPromotions()) {
            remembered.put(stream, read);
        }
    }
}

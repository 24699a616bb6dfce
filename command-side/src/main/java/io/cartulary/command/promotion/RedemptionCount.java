package io.cartulary.command.promotion;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.promotion.RedemptionRejection.*;

import io.cartulary.command.eventsourcing.CacheWeight;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.promotion.RedemptionCommand.*;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.RedemptionEvent.*;
import io.cartulary.contracts.StreamId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The redemptions under one limit. Completed ones are a number, so that the state doesn't grow with them; a cart is known
 * by its id only while its reservation is open. That no cart is counted twice later is up to the log: the commands of a
 * cart have the same ids each time, see {@link Redemptions}.
 *
 * @param completed without those that were given back
 * @param reserved the version of each cart whose checkout is not settled
 */
public record RedemptionCount(long completed, Map<UUID, Long> reserved) implements CacheWeight {

    static final RedemptionCount NONE = new RedemptionCount(0, Map.of());

    private static final int RESERVATIONS_LIKE_AN_ORDINARY_STREAM = 20;

    public RedemptionCount {
        reserved = Map.copyOf(reserved);
    }

    /** Whether no further cart can redeem. */
    public boolean hasReached(@Nullable Integer limit, @Nullable UUID cart) {
        int others = reserved.size() - (cart != null && reserved.containsKey(cart) ? 1 : 0);
        return limit != null && completed + others >= limit;
    }

    /** Whether that version of the cart has an open reservation. */
    public boolean hasReserved(UUID cart, long version) {
        Long known = reserved.get(cart);
        return known != null && known == version;
    }

    /**
     * Decides a command for the stream of a code, of a promotion, or of a customer.
     *
     * @param limit null for any number
     * @param limitOf as it is in {@link RedemptionReserved}
     * @param as the event as one of the stream's family
     */
    <E extends Event> Decision<E> decide(
            RedemptionCommand command,
            @Nullable Integer limit,
            @Nullable StreamId limitOf,
            Function<RedemptionEvent, E> as) {
        UUID cart = command.cartId();
        return switch (command) {
            case Reserve reserve -> reserve(reserve, limit, limitOf, as);
            case Complete _ ->
                reserved.containsKey(cart) ? accept(as.apply(new RedemptionCompleted(cart))) : noChange();
            case Release release ->
                hasReserved(cart, release.cartVersion()) ? accept(as.apply(new RedemptionReleased(cart))) : noChange();
            case GiveBack _ -> completed > 0 ? accept(as.apply(new RedemptionReturned(cart))) : noChange();
        };
    }

    /** A cart that has reserved already needs no further place, and a later version of it replaces the earlier one. */
    private <E extends Event> Decision<E> reserve(
            Reserve reserve, @Nullable Integer limit, @Nullable StreamId limitOf, Function<RedemptionEvent, E> as) {
        Long known = reserved.get(reserve.cartId());
        if (known != null && known >= reserve.cartVersion()) {
            return noChange();
        }
        if (hasReached(limit, reserve.cartId())) {
            return reject(LIMIT_REACHED);
        }
        if (known == null && reserved.size() >= reserve.capacity()) {
            return reject(TOO_MANY_RESERVATIONS);
        }
        return accept(as.apply(new RedemptionReserved(reserve.cartId(), reserve.cartVersion(), limitOf)));
    }

    RedemptionCount after(RedemptionEvent event) {
        return switch (event) {
            case RedemptionReserved reservation -> {
                var more = new HashMap<>(reserved);
                more.put(reservation.cartId(), reservation.cartVersion());
                yield new RedemptionCount(completed, more);
            }
            case RedemptionCompleted done -> new RedemptionCount(completed + 1, without(done.cartId()));
            case RedemptionReleased released -> new RedemptionCount(completed, without(released.cartId()));
            case RedemptionReturned _ -> new RedemptionCount(Math.max(0, completed - 1), reserved);
        };
    }

    private Map<UUID, Long> without(UUID cart) {
        var fewer = new HashMap<>(reserved);
        fewer.remove(cart);
        return fewer;
    }

    @Override
    public int weight() {
        return 1 + reserved.size() / RESERVATIONS_LIKE_AN_ORDINARY_STREAM;
    }
}

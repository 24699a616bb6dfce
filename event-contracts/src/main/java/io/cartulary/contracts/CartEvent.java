package io.cartulary.contracts;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to a cart, on the stream {@code cart:<uuid>}. */
public sealed interface CartEvent extends Event {

    /** Always a cart's first event. The lines of a copy follow, as {@link ItemAdded}. */
    record CartCreated(Owner owner, Currency currency, Origin origin) implements CartEvent {
        public CartCreated {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(origin, "origin");
        }

        /** An empty cart. */
        public CartCreated(Owner owner, Currency currency) {
            this(owner, currency, new Origin.Empty());
        }
    }

    /**
     * Units were put into the cart: on a new line, or on the line of that id, which then has the same product at the
     * same price already.
     *
     * @param name as the product was called at that moment
     * @param quantity how many units came in, not how many there are now
     */
    record ItemAdded(UUID lineId, String sku, String name, int quantity, Money unitPrice) implements CartEvent {
        public ItemAdded {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    record ItemQuantityChanged(UUID lineId, int from, int to) implements CartEvent {
        public ItemQuantityChanged {
            Objects.requireNonNull(lineId, "lineId");
        }
    }

    /** @param quantity how many units went out: all the line had */
    record ItemRemoved(UUID lineId, String sku, int quantity) implements CartEvent {
        public ItemRemoved {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
        }
    }

    /** @param lines what went out: all the cart had */
    record CartCleared(List<ClearedLine> lines) implements CartEvent {
        public CartCleared {
            lines = List.copyOf(lines);
        }
    }

    record ClearedLine(UUID lineId, String sku, int quantity) {
        public ClearedLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
        }
    }

    /** Lines got the prices of that moment. */
    record ItemsRepriced(List<RepricedLine> lines) implements CartEvent {
        public ItemsRepriced {
            lines = List.copyOf(lines);
        }
    }

    /** Two prices of one unit. */
    record RepricedLine(UUID lineId, Money from, Money to) {
        public RepricedLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Lines of one product that have come to the same price are one line from now on.
     *
     * @param lines those that are no more
     */
    record LinesJoined(List<JoinedLine> lines) implements CartEvent {
        public LinesJoined {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line that went into another one.
     *
     * @param lineId of the line that is no more
     * @param into the line that has its units now
     * @param quantity how many units went over: all the line had
     */
    record JoinedLine(UUID lineId, UUID into, String sku, int quantity) {
        public JoinedLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(into, "into");
            Objects.requireNonNull(sku, "sku");
        }
    }

    record ShippingAddressSet(@PersonalData Address address) implements CartEvent {
        public ShippingAddressSet {
            Objects.requireNonNull(address, "address");
        }
    }

    record ContactSet(@PersonalData Contact contact) implements CartEvent {
        public ContactSet {
            Objects.requireNonNull(contact, "contact");
        }
    }

    /** A guest's cart is a customer's from now on. */
    record CartAssigned(String customerId) implements CartEvent {
        public CartAssigned {
            Objects.requireNonNull(customerId, "customerId");
        }
    }

    /**
     * The cart is about to go into another one, and accepts no commands until that has happened or is called off: what is in
     * it now is what goes over.
     *
     * @param targetVersion the only version of the other cart at which that may happen
     */
    record CartMergeBegun(UUID mergeId, UUID targetId, long targetVersion, MergeMode mode) implements CartEvent {
        public CartMergeBegun {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(targetId, "targetId");
            Objects.requireNonNull(mode, "mode");
        }
    }

    /** The other cart has not taken it in and never will under this merge id: the cart is again what it was. */
    record CartMergeCalledOff(UUID mergeId) implements CartEvent {
        public CartMergeCalledOff {
            Objects.requireNonNull(mergeId, "mergeId");
        }
    }

    /**
     * Another cart has come into this one.
     *
     * @param sourceVersion the version of the other cart whose lines came
     * @param deltas what changed: a line that is not there yet is new, a line whose units are all gone is no more
     */
    record CartMerged(UUID mergeId, UUID sourceId, long sourceVersion, List<LineDelta> deltas) implements CartEvent {
        public CartMerged {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(sourceId, "sourceId");
            deltas = List.copyOf(deltas);
        }
    }

    /** @param quantity how many units came in, or went out when negative */
    record LineDelta(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
        public LineDelta {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    /** The cart has gone into another one: the end of it. */
    record CartMergedInto(UUID mergeId, UUID targetId) implements CartEvent {
        public CartMergedInto {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(targetId, "targetId");
        }
    }

    /**
     * The cart has the lines it had before, and only those. Lines that come back or grow take the present price: where that
     * is another one, {@link ItemsRepriced} follows in the same append.
     *
     * @param fromVersion the version whose lines they are
     * @param leftOut what that version had and did not come back; null when all came back
     */
    record CartRestored(
            long fromVersion,
            List<RestoredLine> lines,
            @Nullable List<LeftOutLine> leftOut) implements CartEvent {
        public CartRestored {
            lines = List.copyOf(lines);
            leftOut = leftOut == null || leftOut.isEmpty() ? null : List.copyOf(leftOut);
        }

        /** Everything came back. */
        public CartRestored(long fromVersion, List<RestoredLine> lines) {
            this(fromVersion, lines, null);
        }
    }

    /**
     * Units of an earlier version that a restoration did not bring back.
     *
     * @param quantity how many units did not come back
     */
    record LeftOutLine(UUID lineId, String sku, String name, int quantity, LeftOutReason reason) {
        public LeftOutLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A whole line as it is after a restoration. */
    record RestoredLine(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
        public RestoredLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    /** @param until the cart accepts commands again from this time; to the millisecond */
    record CartFrozen(Instant until) implements CartEvent {
        public CartFrozen {
            Objects.requireNonNull(until, "until");
        }
    }

    /** By the command for that, or by any other command after its time. */
    record CartUnfrozen() implements CartEvent {}

    /**
     * The cart was ordered as it was: the end of it. {@link OrderEvent.OrderPlaced} is recorded together with this.
     *
     * @param orderId the cart's own id
     */
    record CartCheckedOut(UUID orderId, Totals totals) implements CartEvent {
        public CartCheckedOut {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(totals, "totals");
        }
    }

    /** @param idleSince when the last thing happened to it; to the millisecond */
    record CartAbandoned(Instant idleSince) implements CartEvent {
        public CartAbandoned {
            Objects.requireNonNull(idleSince, "idleSince");
        }
    }

    /** Someone came back to an abandoned cart; the event of their command follows. */
    record CartReactivated() implements CartEvent {}
}

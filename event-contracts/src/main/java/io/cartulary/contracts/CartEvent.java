package io.cartulary.contracts;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a cart, on the stream {@code cart:<uuid>}. */
public sealed interface CartEvent extends Event {

    /** Changes the lines of the cart, its owner, or what the shopper has entered; the cart is active then. */
    sealed interface ContentsEvent extends CartEvent {}

    /** Starts the cart, or changes the state that it is in; its contents remain as they are. */
    sealed interface LifecycleEvent extends CartEvent {}

    /** Always a cart's first event. The lines of a copy follow, as {@link ItemAdded}. */
    record CartCreated(Owner owner, Currency currency, Origin origin) implements LifecycleEvent {
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
     * Units were added to the cart: on a new line, or on the line of that id, which then has the same product at the
     * same price already.
     *
     * @param name of the product at that moment
     * @param quantity the number of added units, not the line's number afterwards
     */
    record ItemAdded(UUID lineId, String sku, String name, int quantity, Money unitPrice) implements ContentsEvent {
        public ItemAdded {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    record ItemQuantityChanged(UUID lineId, int from, int to) implements ContentsEvent {
        public ItemQuantityChanged {
            Objects.requireNonNull(lineId, "lineId");
        }
    }

    /** @param quantity the number of removed units: all that the line had */
    record ItemRemoved(UUID lineId, String sku, int quantity) implements ContentsEvent {
        public ItemRemoved {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
        }
    }

    /** @param lines the removed lines: all that the cart had */
    record CartCleared(List<ClearedLine> lines) implements ContentsEvent {
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
    record ItemsRepriced(List<RepricedLine> lines) implements ContentsEvent {
        public ItemsRepriced {
            lines = List.copyOf(lines);
        }
    }

    /** The old and the new price of one unit. */
    record RepricedLine(UUID lineId, Money from, Money to) {
        public RepricedLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Lines of one product at the same price are joined into one line.
     *
     * @param lines the lines that no longer exist
     */
    record LinesJoined(List<JoinedLine> lines) implements ContentsEvent {
        public LinesJoined {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line that was joined into another one.
     *
     * @param lineId of the line that no longer exists
     * @param into the line that has its units now
     * @param quantity the number of moved units: all that the line had
     */
    record JoinedLine(UUID lineId, UUID into, String sku, int quantity) {
        public JoinedLine {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(into, "into");
            Objects.requireNonNull(sku, "sku");
        }
    }

    record ShippingAddressSet(@PersonalData Address address) implements ContentsEvent {
        public ShippingAddressSet {
            Objects.requireNonNull(address, "address");
        }
    }

    record ContactSet(@PersonalData Contact contact) implements ContentsEvent {
        public ContactSet {
            Objects.requireNonNull(contact, "contact");
        }
    }

    /**
     * The cart is priced under these terms from now on, instead of all earlier ones: the registers have changed, or the
     * cart has in a way that other entries of them apply.
     *
     * @param terms with the codes, the shipping method and the external taxes that the cart has already
     */
    record CartTermsSet(PriceTerms terms) implements ContentsEvent {
        public CartTermsSet {
            Objects.requireNonNull(terms, "terms");
        }
    }

    /**
     * The shopper has entered a code. Whether it takes something off follows from the price.
     *
     * @param applied the code in capitals, with its promotion as it is now
     */
    record CodeApplied(PriceTerms.AppliedCode applied) implements ContentsEvent {
        public CodeApplied {
            Objects.requireNonNull(applied, "applied");
        }
    }

    /** @param code in capitals */
    record CodeRemoved(String code) implements ContentsEvent {
        public CodeRemoved {
            Objects.requireNonNull(code, "code");
        }
    }

    /** @param shipping the method as it is now */
    record CartShippingMethodSet(ShippingTerms shipping) implements ContentsEvent {
        public CartShippingMethodSet {
            Objects.requireNonNull(shipping, "shipping");
        }
    }

    /** Another system has calculated the taxes of the cart. */
    record ExternalTaxSet(ExternalTax tax) implements ContentsEvent {
        public ExternalTaxSet {
            Objects.requireNonNull(tax, "tax");
        }
    }

    /** A guest's cart belongs to a customer now. */
    record CartAssigned(String customerId) implements ContentsEvent {
        public CartAssigned {
            Objects.requireNonNull(customerId, "customerId");
        }
    }

    /**
     * The cart is about to be merged into another one, and accepts no commands until the merge is done or called off:
     * its present lines are the merged ones.
     *
     * @param targetVersion the only version of the other cart at which the merge may happen
     */
    record CartMergeBegun(UUID mergeId, UUID targetId, long targetVersion, MergeMode mode) implements LifecycleEvent {
        public CartMergeBegun {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(targetId, "targetId");
            Objects.requireNonNull(mode, "mode");
        }
    }

    /**
     * The other cart has not taken it in and never will under this merge id: the cart is in its earlier state again.
     */
    record CartMergeCalledOff(UUID mergeId) implements LifecycleEvent {
        public CartMergeCalledOff {
            Objects.requireNonNull(mergeId, "mergeId");
        }
    }

    /**
     * Another cart was merged into this one.
     *
     * @param sourceVersion the version of the other cart whose lines were merged
     * @param deltas the changes: an unknown line is new, a line whose units are all gone no longer exists
     */
    record CartMerged(UUID mergeId, UUID sourceId, long sourceVersion, List<LineDelta> deltas)
            implements ContentsEvent {
        public CartMerged {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(sourceId, "sourceId");
            deltas = List.copyOf(deltas);
        }
    }

    /** @param quantity the number of added units, or of removed ones when negative */
    record LineDelta(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
        public LineDelta {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    /** The cart was merged into another one. This is a final state. */
    record CartMergedInto(UUID mergeId, UUID targetId) implements LifecycleEvent {
        public CartMergedInto {
            Objects.requireNonNull(mergeId, "mergeId");
            Objects.requireNonNull(targetId, "targetId");
        }
    }

    /**
     * The cart has its earlier lines, and only those. Restored and enlarged lines get the present price: if it differs,
     * {@link ItemsRepriced} follows in the same append.
     *
     * @param fromVersion the version whose lines they are
     * @param leftOut the lines of that version that were not restored; null when all were
     */
    record CartRestored(
            long fromVersion,
            List<RestoredLine> lines,
            @Nullable List<LeftOutLine> leftOut) implements ContentsEvent {
        public CartRestored {
            lines = List.copyOf(lines);
            leftOut = leftOut == null || leftOut.isEmpty() ? null : List.copyOf(leftOut);
        }

        /** All lines were restored. */
        public CartRestored(long fromVersion, List<RestoredLine> lines) {
            this(fromVersion, lines, null);
        }
    }

    /**
     * Units of an earlier version that a restoration left out.
     *
     * @param quantity the number of units left out
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
    record CartFrozen(Instant until) implements LifecycleEvent {
        public CartFrozen {
            Objects.requireNonNull(until, "until");
        }
    }

    /** By the command for that, or by any other command after the freeze has expired. */
    record CartUnfrozen() implements LifecycleEvent {}

    /**
     * The cart was ordered as it was. This is a final state. {@link OrderEvent.OrderPlaced} is recorded together with
     * this.
     *
     * @param orderId the cart's own id
     * @param price what the customer pays, after discounts, with shipping and taxes; null when that is the price of all
     * units, because the cart has no terms
     */
    record CartCheckedOut(
            UUID orderId, Totals totals, @Nullable Money price) implements LifecycleEvent {
        public CartCheckedOut {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(totals, "totals");
        }

        /** Of a cart without terms. */
        public CartCheckedOut(UUID orderId, Totals totals) {
            this(orderId, totals, null);
        }
    }

    /** @param idleSince the time of its last event; to the millisecond */
    record CartAbandoned(Instant idleSince) implements LifecycleEvent {
        public CartAbandoned {
            Objects.requireNonNull(idleSince, "idleSince");
        }
    }

    /** A caller acted on an abandoned cart; the event of the caller's command follows. */
    record CartReactivated() implements LifecycleEvent {}
}

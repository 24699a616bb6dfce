package io.cartulary.contracts;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What can happen to a cart, on the stream {@code cart:<uuid>}. */
public sealed interface CartEvent extends Event {

    /** Always a cart's first event. */
    record CartCreated(Owner owner, Currency currency) implements CartEvent {
        public CartCreated {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(currency, "currency");
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
}

package io.cartulary.contracts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The permanent wire name of every event. A name is never reused and never changes its meaning: a changed meaning is a
 * new type with the next version, and the old one stays readable.
 */
public enum EventType {
    PRODUCT_LISTED("product.listed.v1", ProductEvent.ProductListed.class),
    CART_CREATED("cart.created.v1", CartEvent.CartCreated.class),
    ITEM_ADDED("cart.item-added.v1", CartEvent.ItemAdded.class),
    ITEM_QUANTITY_CHANGED("cart.item-quantity-changed.v1", CartEvent.ItemQuantityChanged.class),
    ITEM_REMOVED("cart.item-removed.v1", CartEvent.ItemRemoved.class),
    CART_CLEARED("cart.cleared.v1", CartEvent.CartCleared.class);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(toUnmodifiableMap(EventType::wireName, identity()));
    private static final Map<Class<? extends Event>, EventType> BY_PAYLOAD =
            Arrays.stream(values()).collect(toUnmodifiableMap(EventType::payload, identity()));

    private final String wireName;
    private final Class<? extends Event> payload;

    EventType(String wireName, Class<? extends Event> payload) {
        this.wireName = wireName;
        this.payload = payload;
    }

    /** As it stands in the event log and in the header {@code ce_type}. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends Event> payload() {
        return payload;
    }

    /** @throws IllegalArgumentException for an event that has no wire name: a constant is missing above */
    public static EventType of(Event event) {
        EventType type = BY_PAYLOAD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " has no wire name");
        }
        return type;
    }

    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}

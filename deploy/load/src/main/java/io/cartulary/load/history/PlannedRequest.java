package io.cartulary.load.history;

import io.cartulary.command.http.CommandIds;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.Tokens;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * One command over HTTP. Every command here, once accepted, causes exactly one event.
 *
 * @param key its {@code Idempotency-Key}
 * @param path below {@code /commands/v1}
 * @param body JSON, or nothing
 */
record PlannedRequest(String key, String method, String path, String body) {

    /** All commands have one sender: ids are derived from the caller, and visitors could not find others' carts. */
    private static final String SUBJECT = "shopping";

    private static final Caller CALLER = Caller.known(SUBJECT, Set.of(Role.CUSTOMER, Role.STAFF));

    static PlannedRequest listProduct(String key, String sku, long cents) {
        String body = "{\"name\": \"Something\", \"price\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents);
        return new PlannedRequest(key, "PUT", "/products/" + sku, body);
    }

    static PlannedRequest createCart(String key) {
        return new PlannedRequest(key, "POST", "/carts", "{\"currency\": \"EUR\"}");
    }

    static PlannedRequest addItem(String key, String cart, String sku, int quantity) {
        String body = "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity);
        return new PlannedRequest(key, "POST", "/carts/%s/items".formatted(cart), body);
    }

    static PlannedRequest changeQuantity(String key, String cart, UUID line, int quantity) {
        return new PlannedRequest(
                key, "PUT", "/carts/%s/items/%s".formatted(cart, line), "{\"quantity\": %d}".formatted(quantity));
    }

    static PlannedRequest removeItem(String key, String cart, UUID line) {
        return new PlannedRequest(key, "DELETE", "/carts/%s/items/%s".formatted(cart, line), "");
    }

    static PlannedRequest clear(String key, String cart) {
        return new PlannedRequest(key, "DELETE", "/carts/%s/items".formatted(cart), "");
    }

    UUID commandId() {
        return commandId(key);
    }

    /** The command id that the service derives from a key. */
    static UUID commandId(String key) {
        return CommandIds.commandId(CALLER, key);
    }

    /**
     * The line that the service derives from an {@link #addItem}. No answer contains it, so it is derived here in the
     * same way.
     */
    UUID lineId() {
        return CommandIds.idOf("line", new StreamId("cart", path.split("/", -1)[2]), CALLER, commandId());
    }

    /** The caller's bearer token: as the customer who owns the carts, and as staff for the products. */
    static String token() {
        return Tokens.of(SUBJECT, Duration.ofHours(8), "customer", "staff");
    }

    @Override
    public String toString() {
        return "%s %s (%s)".formatted(method, path, key);
    }
}

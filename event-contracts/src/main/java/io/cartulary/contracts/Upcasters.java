package io.cartulary.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads the JSON of retired types: step by step as the next version of the type, until it is one that {@link EventType}
 * has. Log and topic keep the old JSON for ever; nothing is ever rewritten.
 */
final class Upcasters {

    private record Step(String becomes, UnaryOperator<ObjectNode> change) {}

    private static final Map<String, Step> STEPS = Map.of(
            // v1 had no origin: there were no copies yet
            "cart.created.v1", new Step("cart.created.v2", Upcasters::withOriginEmpty),
            // v1 was always for a capture, and never lowered the amount owed: v2 without the new members means the same
            "order.refund-issued.v1", new Step("order.refund-issued.v2", UnaryOperator.identity()),
            // v1 named no units: it meant all that were on their way, or all of the return's, like v2 without them
            "order.shipment-delivered.v1", new Step("order.shipment-delivered.v2", UnaryOperator.identity()),
            "order.return-received.v1", new Step("order.return-received.v2", UnaryOperator.identity()),
            // v1 had no discounts, no shipping and no tax: the customer paid the price of all units
            "order.placed.v1", new Step("order.placed.v2", Upcasters::withListedPrice));

    /** An event's JSON under its present name. */
    record Upcast(String wireName, JsonNode json) {}

    private Upcasters() {}

    /** The wire names that are still read, but no longer written. */
    static Set<String> retired() {
        return STEPS.keySet();
    }

    static Upcast upcast(String wireName, JsonNode json) {
        Upcast upcast = new Upcast(wireName, json);
        Step step = STEPS.get(wireName);
        while (step != null && upcast.json() instanceof ObjectNode before) {
            upcast = new Upcast(step.becomes(), step.change().apply(before));
            step = STEPS.get(upcast.wireName());
        }
        return upcast;
    }

    private static ObjectNode withOriginEmpty(ObjectNode created) {
        created.putObject("origin").put("kind", Origin.EMPTY);
        return created;
    }

    private static ObjectNode withListedPrice(ObjectNode placed) {
        JsonNode total = placed.path("totals").path("total");
        placed.putObject("terms").put("rounding", Rounding.HALF_EVEN.name());
        ObjectNode price = placed.putObject("price");
        price.set("currency", total.path("currency"));
        price.set("subtotal", total.path("amount"));
        price.put("discount", 0);
        price.set("total", total.path("amount"));
        price.putArray("codes");
        ArrayNode lines = price.putArray("lines");
        for (JsonNode line : placed.path("lines")) {
            JsonNode unitPrice = line.path("unitPrice").path("amount");
            long cost = unitPrice.asLong() * line.path("quantity").asInt();
            ObjectNode priced = lines.addObject();
            priced.set("lineId", line.path("lineId"));
            priced.set("quantity", line.path("quantity"));
            priced.set("unitPrice", unitPrice);
            priced.put("subtotal", cost);
            priced.putArray("discounts");
            priced.put("total", cost);
        }
        return placed;
    }
}

package io.cartulary.command.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The groups of operations in the OpenAPI document. */
public final class Tags {

    public static final String PRODUCTS = "Products";
    public static final String TAXES = "Tax rates";
    public static final String SHIPPING = "Shipping methods";
    public static final String PROMOTIONS = "Promotions";
    public static final String CARTS = "Carts";
    public static final String ORDERS = "Orders";
    public static final String PAYMENT = "Orders: payment";
    public static final String FULFILMENT = "Orders: fulfilment";
    public static final String RETURNS = "Orders: returns";

    /** For an operator's requests, which are not commands. */
    public static final String OPERATOR = "Operator";

    private static final SequencedMap<String, String> DESCRIPTIONS = new LinkedHashMap<>();

    static {
        DESCRIPTIONS.put(PRODUCTS, "The product register, which has the prices");
        DESCRIPTIONS.put(TAXES, "The tax rates of countries and regions");
        DESCRIPTIONS.put(SHIPPING, "The shipping methods and their prices");
        DESCRIPTIONS.put(PROMOTIONS, "Promotions, and the codes that give them");
        DESCRIPTIONS.put(CARTS, "Carts, from creation to checkout");
        DESCRIPTIONS.put(ORDERS, "Orders, from confirmation to completion");
        DESCRIPTIONS.put(PAYMENT, "Payments, refunds and credits of an order");
        DESCRIPTIONS.put(FULFILMENT, "Shipments of an order");
        DESCRIPTIONS.put(RETURNS, "Returns and exchanges of an order");
        DESCRIPTIONS.put(
                OPERATOR, "For operators only: the relay, replays, and records of the command topic that failed");
    }

    private Tags() {}

    /** What each of them is about, in the order in which the document lists them. */
    public static Map<String, String> descriptions() {
        return new LinkedHashMap<>(DESCRIPTIONS);
    }
}

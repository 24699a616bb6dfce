package io.cartulary.command.http;

/** Under which operations stand in the OpenAPI document. */
public final class Tags {

    public static final String PRODUCTS = "Products";
    public static final String CARTS = "Carts";
    public static final String ORDERS = "Orders";

    /** What an operator does: no command. */
    public static final String OPERATOR = "Operator";

    private Tags() {}
}

package io.cartulary.command.register;

/** The forms of texts that several registers have. */
public final class Forms {

    /** An id that staff choose. */
    public static final String ID = "[A-Za-z0-9._-]{1,64}";

    /** A code of a promotion, without regard to case. */
    public static final String CODE = "[A-Za-z0-9_-]{1,64}";

    /** A tax category. */
    public static final String CATEGORY = "[a-z][A-Za-z0-9_.-]{0,63}";

    /** A rate from 0 to 1 with at most 8 decimals. */
    public static final String RATE = "0(\\.\\d{1,8})?|1(\\.0{1,8})?";

    /** The violation of {@link #RATE}. */
    public static final String RATE_MESSAGE =
            "has to be a decimal from 0 to 1 with at most 8 digits after the point, in quotes, such as \"0.19\"";

    /** The largest amount of money in a register, in minor units: the highest price of a product. */
    public static final long MAX_AMOUNT = 1_000_000_000_000L;

    /** The largest number of countries in a list: all of them. */
    public static final int MAX_COUNTRIES = 250;

    /** The largest number of entries in a list of amounts or prices by currency. */
    public static final int MAX_CURRENCIES = 50;

    private Forms() {}
}

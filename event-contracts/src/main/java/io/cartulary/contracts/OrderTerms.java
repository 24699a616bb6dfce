package io.cartulary.contracts;

/**
 * The inputs for an order's money from its lines, parcels and credits, in minor units of its currency.
 *
 * @param total the price of all units
 * @param credited the sum of the credits
 * @param returned the credit for units that came back
 * @param out the price of the units that a carrier or the customer has, or had: shipped, not lost, not returned to
 * sender
 * @param onCredit whether staff have shipped any of them on credit
 * @param cancelled whether nothing is owed for its goods any more
 */
public record OrderTerms(long total, long credited, long returned, long out, boolean onCredit, boolean cancelled) {

    /**
     * The amount that the customer has to pay, without concessions.
     *
     * @throws ArithmeticException when it overflows
     */
    public long due() {
        return cancelled ? 0 : Math.subtractExact(Math.subtractExact(total, credited), returned);
    }

    /** The maximum of all concessions: the remaining value of the shipped goods for the shop. */
    long concedable() {
        return cancelled ? 0 : Math.max(0, Math.subtractExact(Math.subtractExact(out, credited), returned));
    }
}

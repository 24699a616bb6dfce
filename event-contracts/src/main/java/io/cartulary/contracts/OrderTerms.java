package io.cartulary.contracts;

/**
 * What an order's lines, parcels and credits say of its money, in minor units of its currency.
 *
 * @param total the price of all units
 * @param credited what credits have lowered it by
 * @param returned what the customer is credited for units that came back
 * @param out the price of the units that a carrier or the customer has, or had: shipped, not lost, not returned to sender
 * @param onCredit whether staff have shipped any of them on credit
 * @param cancelled whether nothing is owed for its goods any more
 */
public record OrderTerms(long total, long credited, long returned, long out, boolean onCredit, boolean cancelled) {

    /**
     * What the customer has to pay, concessions left aside.
     *
     * @throws ArithmeticException when no amount can hold it
     */
    public long due() {
        return cancelled ? 0 : Math.subtractExact(Math.subtractExact(total, credited), returned);
    }

    /** The most that refunds may concede: what the goods that are out are still worth to the shop. */
    long concedable() {
        return cancelled ? 0 : Math.max(0, Math.subtractExact(Math.subtractExact(out, credited), returned));
    }
}

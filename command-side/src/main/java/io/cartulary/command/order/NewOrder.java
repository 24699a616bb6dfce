package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.NewStream;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import java.util.UUID;

/**
 * The order that a cart's checkout places, in the same commit.
 *
 * @param id the cart's, so that two checkouts can't make two orders
 * @param placed its first event
 */
public record NewOrder(UUID id, OrderPlaced placed) {

    /** Crockford's base 32: no I, L, O and U, which are misread or misheard. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int BITS = 5;
    private static final int CHARACTERS = 12;
    private static final int GROUP = 4;

    /** The order's stream with its first event. */
    public NewStream begin() {
        return new NewStream(Order.stream(id), placed);
    }

    /**
     * The number that people use for the order with that id, such as {@code 7Q4K-2M9X-C3TB}: 60 bits of the id. Among ten million
     * orders, two have the same number with a probability of 1 : 20,000.
     */
    public static String number(UUID id) {
        // a UUID's version and variant are constant, and the time of a time-based one hardly varies: use both halves
        long bits = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        var number = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                number.append('-');
            }
            number.append(ALPHABET.charAt((int) (bits >>> (i * BITS)) & (ALPHABET.length() - 1)));
        }
        return number.toString();
    }
}

package io.cartulary.contracts;

import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount of money. Arithmetic never rounds and never wraps around: an overflow throws
 * {@link ArithmeticException}, and two currencies never mix.
 *
 * @param amount in the currency's minor units: 1250 EUR are 12.50 euros
 * @param currency ISO 4217
 */
public record Money(long amount, Currency currency) {

    public Money {
        Objects.requireNonNull(currency, "currency");
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * @throws IllegalArgumentException when the currencies differ
     * @throws ArithmeticException when the sum exceeds a long
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s can't be added to %s".formatted(other.currency, currency));
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    /** @throws ArithmeticException when the product exceeds a long */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }
}

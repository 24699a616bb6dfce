package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void sums_and_products_are_exact() {
        assertThat(new Money(1250, EUR).times(3).plus(new Money(1, EUR))).isEqualTo(new Money(3751, EUR));
    }

    @Test
    void currencies_never_mix() {
        Money dollar = new Money(100, Currency.getInstance("USD"));

        assertThatThrownBy(() -> new Money(100, EUR).plus(dollar)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_overflow_is_never_a_small_price() {
        Money most = new Money(Long.MAX_VALUE, EUR);

        assertThatThrownBy(() -> most.plus(new Money(1, EUR))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }
}

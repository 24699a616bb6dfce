package io.cartulary.contracts.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.contracts.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Fractions of amounts up to the largest ones are those of exact arithmetic. */
class FractionsProperties {

    @Property(tries = 10_000)
    void a_fraction_is_rounded_as_decimals_are(
            @ForAll @LongRange(min = 0) long amount,
            @ForAll @LongRange(min = 0) long numerator,
            @ForAll @LongRange(min = 1) long denominator,
            @ForAll Rounding rounding) {
        long part = Math.min(numerator, denominator);

        assertThat(Fractions.round(amount, part, denominator, rounding))
                .isEqualTo(BigDecimal.valueOf(amount)
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.valueOf(rounding.name()))
                        .longValueExact());
    }

    @Property(tries = 10_000)
    void halves_are_rounded_as_decimals_are(
            @ForAll @LongRange(min = 0, max = 1000) long amount,
            @ForAll @LongRange(min = 0, max = 6) long numerator,
            @ForAll @LongRange(min = 1, max = 6) long denominator,
            @ForAll Rounding rounding) {
        assertThat(Fractions.round(amount, numerator, denominator, rounding))
                .isEqualTo(BigDecimal.valueOf(amount * numerator)
                        .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.valueOf(rounding.name()))
                        .longValueExact());
    }

    @Property(tries = 10_000)
    void parts_add_up_and_none_exceeds_its_weight(
            @ForAll @Size(max = 8) List<@LongRange(min = 0, max = Long.MAX_VALUE / 8) Long> weights,
            @ForAll @LongRange(min = 0) long wanted) {
        long[] each = weights.stream().mapToLong(weight -> weight).toArray();
        long amount = Math.min(wanted, Arrays.stream(each).sum());

        long[] parts = Fractions.distribute(amount, each);

        assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
        for (int i = 0; i < parts.length; i++) {
            assertThat(parts[i]).isBetween(0L, each[i]);
        }
    }

    @Property(tries = 10_000)
    void fractions_are_compared_as_products_are(
            @ForAll @LongRange(min = 0) long a,
            @ForAll @LongRange(min = 1) long b,
            @ForAll @LongRange(min = 0) long c,
            @ForAll @LongRange(min = 1) long d) {
        assertThat(Fractions.compare(a, b, c, d))
                .isEqualTo(BigInteger.valueOf(a)
                        .multiply(BigInteger.valueOf(d))
                        .compareTo(BigInteger.valueOf(c).multiply(BigInteger.valueOf(b))));
    }

    @Example
    void what_exceeds_a_long_is_an_error() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Fractions.round(Long.MAX_VALUE, 3, 2, Rounding.HALF_EVEN));
    }
}

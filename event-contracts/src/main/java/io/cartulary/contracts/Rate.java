package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An exact fraction of an amount: {@code 0.19} is 19 %. A decimal string in JSON, because many programs read a JSON number
 * as a floating-point one. Equal rates have one form: {@code 0.190} is {@code 0.19}.
 *
 * @param value from 0 to less than 100, with at most {@value #MAX_DECIMALS} decimals and no trailing zeros
 */
public record Rate(BigDecimal value) implements Comparable<Rate> {

    /** The form of a rate as text. */
    public static final String PATTERN = "\\d{1,2}(\\.\\d{1,8})?";

    private static final int MAX_DECIMALS = 8;
    private static final BigDecimal BOUND = BigDecimal.valueOf(100);
    private static final Pattern TEXT = Pattern.compile(PATTERN);

    public static final Rate ZERO = new Rate(BigDecimal.ZERO);
    public static final Rate ONE = new Rate(BigDecimal.ONE);

    public Rate {
        value = value.stripTrailingZeros();
        value = value.scale() < 0 ? value.setScale(0) : value;
        if (value.signum() < 0 || value.compareTo(BOUND) >= 0 || value.scale() > MAX_DECIMALS) {
            throw new IllegalArgumentException("not a rate: " + value);
        }
    }

    /** @throws IllegalArgumentException when the text does not match {@link #PATTERN} */
    @JsonCreator
    public static Rate of(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a rate: " + text);
        }
        return new Rate(new BigDecimal(text));
    }

    /** The rate as a fraction: this over {@link #denominator()}. */
    public long numerator() {
        return value.unscaledValue().longValueExact();
    }

    /** A power of ten. */
    public long denominator() {
        return BigDecimal.TEN.pow(value.scale()).longValueExact();
    }

    @Override
    public int compareTo(Rate other) {
        return value.compareTo(other.value);
    }

    /** The decimal, such as {@code 0.19}; also in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return value.toPlainString();
    }
}

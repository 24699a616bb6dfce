package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Rounding;
import java.math.BigInteger;
import java.util.Arrays;

/** Exact fractions of amounts. No amount is negative. */
final class Fractions {

    private Fractions() {}

    /**
     * The amount times a fraction, rounded.
     *
     * @throws ArithmeticException when the result exceeds a long
     */
    static long round(long amount, long numerator, long denominator, Rounding rounding) {
        long floor = floor(amount, numerator, denominator);
        long up = remainder(amount, numerator, denominator, floor);
        long down = denominator - up;
        boolean upwards = up > down || (up == down && halfGoesUp(floor, rounding));
        return upwards ? Math.incrementExact(floor) : floor;
    }

    /**
     * Parts of an amount in proportion to weights. Each part is rounded down, and the missing minor units go to the parts
     * with the largest remainders, of equal ones to the first: the parts add up to the amount, and a part of an amount up
     * to the sum of the weights never exceeds its weight.
     */
    static long[] distribute(long amount, long[] weights) {
        long sum = Arrays.stream(weights).reduce(0, Math::addExact);
        long[] parts = new long[weights.length];
        if (sum == 0) {
            return parts;
        }
        long[] remainders = new long[weights.length];
        long missing = amount;
        for (int i = 0; i < weights.length; i++) {
            parts[i] = floor(amount, weights[i], sum);
            remainders[i] = remainder(amount, weights[i], sum, parts[i]);
            missing -= parts[i];
        }
        give(missing, remainders, parts);
        return parts;
    }

    /** One unit to each part whose remainder is among the largest ones. */
    private static void give(long missing, long[] remainders, long[] parts) {
        if (missing == 0) {
            return;
        }
        long[] sorted = remainders.clone();
        Arrays.sort(sorted);
        long least = sorted[sorted.length - Math.toIntExact(missing)];
        long equal = missing
                - Arrays.stream(remainders)
                        .filter(remainder -> remainder > least)
                        .count();
        for (int i = 0; i < parts.length; i++) {
            if (remainders[i] > least) {
                parts[i]++;
            } else if (remainders[i] == least && equal > 0) {
                parts[i]++;
                equal--;
            }
        }
    }

    /** Compares a ÷ b with c ÷ d. */
    static int compare(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, d), Math.multiplyHigh(c, b));
        return high == 0 ? Long.compareUnsigned(a * d, c * b) : high;
    }

    private static boolean halfGoesUp(long floor, Rounding rounding) {
        return switch (rounding) {
            case HALF_EVEN -> floor % 2 != 0;
            case HALF_UP -> true;
            case HALF_DOWN -> false;
        };
    }

    private static long floor(long amount, long numerator, long denominator) {
        long product = amount * numerator;
        return Math.multiplyHigh(amount, numerator) == 0 && product >= 0
                ? product / denominator
                : BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(numerator))
                        .divide(BigInteger.valueOf(denominator))
                        .longValueExact();
    }

    /** Less than the denominator, so that it fits a long even where the products don't. */
    private static long remainder(long amount, long numerator, long denominator, long floor) {
        return amount * numerator - floor * denominator;
    }
}

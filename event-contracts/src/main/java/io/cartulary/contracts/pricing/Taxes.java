package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Rate;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The taxes on what is left to pay after all discounts. */
final class Taxes {

    /** A line, or the shipping, which is one unit. */
    record Taxable(long amount, int units, @Nullable String category) {}

    private final TaxTerms terms;

    private Taxes(TaxTerms terms) {
        this.terms = terms;
    }

    /** In the order of what is taxed. */
    static List<TaxAmount> of(TaxTerms terms, List<Taxable> taxables) {
        return new Taxes(terms).taxes(taxables);
    }

    /** The sums by rate, the lowest rate first. */
    static List<TaxAmount> byRate(List<TaxAmount> taxes) {
        Map<Rate, TaxAmount> sums = new TreeMap<>();
        taxes.forEach(tax -> sums.merge(
                tax.rate(),
                tax,
                (a, b) -> new TaxAmount(
                        a.rate(), Math.addExact(a.net(), b.net()), Math.addExact(a.amount(), b.amount()))));
        return List.copyOf(sums.values());
    }

    private List<TaxAmount> taxes(List<Taxable> taxables) {
        long[] amounts = switch (terms.level()) {
            case LINE ->
                taxables.stream()
                        .mapToLong(each -> ofAmount(each.amount(), rate(each)))
                        .toArray();
            case UNIT -> taxables.stream().mapToLong(this::byUnit).toArray();
            case TOTAL -> distributed(taxables);
        };
        List<TaxAmount> taxes = new ArrayList<>(amounts.length);
        for (int i = 0; i < amounts.length; i++) {
            Taxable each = taxables.get(i);
            long net = terms.includedInPrice() ? each.amount() - amounts[i] : each.amount();
            taxes.add(new TaxAmount(rate(each), net, amounts[i]));
        }
        return taxes;
    }

    /** Units cost whole minor units: some of them one more than the others, where the line can't be divided by them. */
    private long byUnit(Taxable each) {
        long dearer = each.amount() % each.units();
        long unit = each.amount() / each.units();
        Rate rate = rate(each);
        return Math.addExact(
                Math.multiplyExact(dearer, ofAmount(unit + 1, rate)),
                Math.multiplyExact(each.units() - dearer, ofAmount(unit, rate)));
    }

    private long[] distributed(List<Taxable> taxables) {
        long[] amounts = new long[taxables.size()];
        taxables.stream().map(this::rate).distinct().forEach(rate -> {
            int[] those = IntStream.range(0, amounts.length)
                    .filter(i -> rate(taxables.get(i)).equals(rate))
                    .toArray();
            long[] weights = Arrays.stream(those)
                    .mapToLong(i -> taxables.get(i).amount())
                    .toArray();
            long[] parts =
                    Fractions.distribute(ofAmount(Arrays.stream(weights).reduce(0, Math::addExact), rate), weights);
            for (int i = 0; i < those.length; i++) {
                amounts[those[i]] = parts[i];
            }
        });
        return amounts;
    }

    private long ofAmount(long amount, Rate rate) {
        long part = rate.numerator();
        long whole = rate.denominator();
        if (!terms.includedInPrice()) {
            return Fractions.round(amount, part, whole, terms.rounding());
        }
        return terms.roundingTarget() == RoundingTarget.TAX
                ? Fractions.round(amount, part, whole + part, terms.rounding())
                : amount - Fractions.round(amount, whole, whole + part, terms.rounding());
    }

    private Rate rate(Taxable each) {
        return terms.rate(each.category());
    }
}

package io.cartulary.contracts.pricing;

import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.pricing.Taxes.Taxable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a cart costs: one pure function of its lines, the terms that it was given, and a time. The command side decides by it
 * and the query side shows it. All amounts are whole minor units.
 *
 * <ol>
 *   <li>The listed price of each line: unit price times quantity.
 *   <li>Which promotions are applied. They are gone through by priority, the higher one first, then by id. An exclusive one
 *       that takes something off is the only one of the cart if none before it takes anything off; else it is passed over.
 *       A promotion is applied once, by whatever code.
 *   <li>The promotions for lines, by priority. Each lowers what the earlier ones have left of a line, and is rounded for the
 *       line. Of units that are free, the cheapest ones by then are, of equal ones those of the first line.
 *   <li>The promotions for the order, by priority. Each lowers what is left of all lines together, is rounded once, and is
 *       distributed over the lines in proportion to what is left of them, by largest remainder, of equal ones to the first
 *       line. No line goes below zero.
 *   <li>The price of the shipping for goods that cost what is left, and the promotions for it, by priority.
 *   <li>The taxes on what is left, by {@link TaxTerms}, or as another system has calculated them; none when these are of
 *       another state of the cart. Net and tax are the total, on each line and in all.
 * </ol>
 *
 * <p>A minimum is compared with what the promotion's lines cost when its step begins: of a promotion for lines, as listed;
 * of one for the order, after those for lines; of one for the shipping, after both. So it includes the tax where prices do.
 *
 * <p>A code whose promotion takes nothing off is in the result with the {@linkplain io.cartulary.contracts.NotAppliedReason
 * reason}. Why it is like this, and what was rejected, is in the module's README.
 */
public final class PriceCalculation {

    private PriceCalculation() {}

    /**
     * What a cart costs.
     *
     * @param currency of all its prices
     * @param at decides about the promotions that begin or end
     * @throws IllegalArgumentException when a price of a line or of the shipping is in another currency
     * @throws ArithmeticException when an amount exceeds a long
     */
    public static PricedCart of(Currency currency, List<PriceableLine> lines, PriceTerms terms, Instant at) {
        requireCurrency(currency, lines, terms);
        var situation = new Situation(currency, lines, terms, at);
        Promotions promotions = Promotions.choose(situation);
        Discounts discounts = promotions.discounts();
        @Nullable List<TaxAmount> taxes = taxes(situation, discounts);
        List<PricedLine> priced = lines(situation, discounts, taxes);
        PricedShipping shipping = terms.shipping() == null ? null : shipping(terms.shipping(), discounts, taxes);
        long subtotal = sum(priced.stream().mapToLong(PricedLine::subtotal));
        return new PricedCart(
                currency,
                priced,
                subtotal,
                subtotal - sum(LongStream.of(discounts.lines())),
                shipping,
                promotions.codes(),
                taxes == null ? null : Taxes.byRate(taxes),
                Math.addExact(
                        sum(priced.stream().mapToLong(PricedLine::total)), shipping == null ? 0 : shipping.total()));
    }

    private static void requireCurrency(Currency currency, List<PriceableLine> lines, PriceTerms terms) {
        boolean same =
                lines.stream().allMatch(line -> line.unitPrice().currency().equals(currency))
                        && (terms.shipping() == null
                                || terms.shipping().price().currency().equals(currency));
        if (!same) {
            throw new IllegalArgumentException("a price is not in " + currency);
        }
    }

    /** Null when they are not known. */
    private static @Nullable List<TaxAmount> taxes(Situation situation, Discounts discounts) {
        ExternalTax external = situation.terms().externalTax();
        if (external != null) {
            return external.fits() ? ExternalTaxes.of(external, situation, discounts) : null;
        }
        TaxTerms terms = situation.terms().tax();
        return terms == null ? null : Taxes.of(terms, taxables(situation, discounts));
    }

    /** The lines, and then the shipping, if there is any. */
    private static List<Taxable> taxables(Situation situation, Discounts discounts) {
        List<Taxable> taxables = new ArrayList<>();
        long[] amounts = discounts.lines();
        for (int i = 0; i < amounts.length; i++) {
            PriceableLine line = situation.lines().get(i);
            taxables.add(new Taxable(amounts[i], line.quantity(), line.taxCategory()));
        }
        ShippingTerms shipping = situation.terms().shipping();
        if (shipping != null) {
            taxables.add(new Taxable(discounts.shipping(), 1, shipping.taxCategory()));
        }
        return taxables;
    }

    private static List<PricedLine> lines(Situation situation, Discounts discounts, @Nullable List<TaxAmount> taxes) {
        List<PricedLine> priced = new ArrayList<>();
        long[] subtotals = situation.subtotals();
        long[] amounts = discounts.lines();
        for (int i = 0; i < amounts.length; i++) {
            PriceableLine line = situation.lines().get(i);
            TaxAmount tax = taxes == null ? null : taxes.get(i);
            priced.add(new PricedLine(
                    line.lineId(),
                    line.quantity(),
                    line.unitPrice().amount(),
                    subtotals[i],
                    discounts.ofLine(i),
                    tax,
                    tax == null ? amounts[i] : tax.gross()));
        }
        return priced;
    }

    private static PricedShipping shipping(ShippingTerms method, Discounts discounts, @Nullable List<TaxAmount> taxes) {
        TaxAmount tax = taxes == null ? null : taxes.getLast();
        return new PricedShipping(
                method.method(),
                discounts.shippingPrice(),
                discounts.ofShipping(),
                tax,
                tax == null ? discounts.shipping() : tax.gross());
    }

    private static long sum(LongStream amounts) {
        return amounts.reduce(0, Math::addExact);
    }
}

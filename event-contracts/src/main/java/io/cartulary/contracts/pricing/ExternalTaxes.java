package io.cartulary.contracts.pricing;

import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.ExternalTax.LineTax;
import io.cartulary.contracts.ExternalTax.ShippingTax;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.TaxAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Taxes that another system has calculated; nothing is taxed that it has not named. */
final class ExternalTaxes {

    private ExternalTaxes() {}

    /** Those of the lines, and then that of the shipping, if there is any. */
    static List<TaxAmount> of(ExternalTax external, Situation situation, Discounts discounts) {
        Map<UUID, LineTax> byLine =
                external.lines().stream().collect(toMap(LineTax::lineId, Function.identity(), (first, _) -> first));
        long[] amounts = discounts.lines();
        List<TaxAmount> taxes = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            LineTax tax = byLine.get(situation.lines().get(i).lineId());
            taxes.add(
                    tax == null
                            ? new TaxAmount(Rate.ZERO, amounts[i], 0)
                            : amount(external, amounts[i], tax.rate(), tax.amount()));
        }
        if (situation.terms().shipping() != null) {
            ShippingTax tax = external.shipping();
            taxes.add(
                    tax == null
                            ? new TaxAmount(Rate.ZERO, discounts.shipping(), 0)
                            : amount(external, discounts.shipping(), tax.rate(), tax.amount()));
        }
        return taxes;
    }

    private static TaxAmount amount(ExternalTax external, long price, Rate rate, long tax) {
        return new TaxAmount(rate, external.includedInPrice() ? price - tax : price, tax);
    }
}

package io.cartulary.query.order.sales;

import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.Discount;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.pricing.LineCharge;
import io.cartulary.contracts.pricing.Shares;
import io.cartulary.query.order.OrderView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an order's sales consist of, in minor units. All parts are zero for an order that was cancelled, and for one that
 * was placed without terms: it costs what its lines do.
 *
 * @param discount what promotions take off the shipping and the units that are sold: neither returned nor credited
 * @param shipping what the customer owes for the shipping, without tax
 * @param tax the tax in what the customer owes
 */
record SaleParts(long discount, long shipping, long tax) {

    static final SaleParts NONE = new SaleParts(0, 0, 0);

    SaleParts plus(SaleParts other) {
        return new SaleParts(
                Math.addExact(discount, other.discount),
                Math.addExact(shipping, other.shipping),
                Math.addExact(tax, other.tax));
    }

    SaleParts minus(SaleParts other) {
        return new SaleParts(
                Math.subtractExact(discount, other.discount),
                Math.subtractExact(shipping, other.shipping),
                Math.subtractExact(tax, other.tax));
    }

    /**
     * The parts of what is owed for an order. They follow from its state alone, so the changes that its events make add up.
     *
     * <p>The credit for units takes off their tax, in proportion if it is another amount than their price. What else lowers
     * the amount owed, such as the credit for the order as a whole, lowers tax and shipping in proportion.
     */
    static SaleParts of(@Nullable OrderView order) {
        return order == null || order.cancellation() != null || order.price() == null || order.terms() == null
                ? NONE
                : new Parts(order, order.price(), order.terms().rounding()).sum();
    }

    /** The units of each line that the customer was credited for, and the amount of these credits. */
    private record Credited(Map<UUID, Integer> units, long amount) {

        static Credited of(OrderView order) {
            var units = new HashMap<UUID, Integer>();
            long amount = 0;
            for (Entry entry : entries(order).toList()) {
                entry.lines().forEach(some -> units.merge(some.lineId(), some.quantity(), Integer::sum));
                amount = Math.addExact(amount, entry.credit().amount());
            }
            return new Credited(units, amount);
        }

        /** Without credits for the order as a whole, and without exchanges: the customer has other units for these. */
        private static Stream<Entry> entries(OrderView order) {
            return Stream.concat(
                    order.credits().stream()
                            .filter(credit -> !credit.lines().isEmpty())
                            .map(credit -> new Entry(credit.lines(), credit.amount())),
                    order.returns().stream()
                            .flatMap(returning -> returning.receipts().stream()
                                    .filter(receipt -> !returning.exchange()
                                            || receipt.credit().amount() > 0))
                            .map(receipt -> new Entry(receipt.lines(), receipt.credit())));
        }

        private record Entry(List<LineQuantity> lines, Money credit) {}

        int of(OrderView.Line line) {
            return units.getOrDefault(line.lineId(), 0);
        }
    }

    private record Parts(OrderView order, PricedCart price, Rounding rounding) {

        SaleParts sum() {
            Map<UUID, PricedLine> priced =
                    price.lines().stream().collect(toMap(PricedLine::lineId, Function.identity(), (first, _) -> first));
            Credited credited = Credited.of(order);
            PricedShipping shipping = price.shipping();
            long tax = shipping == null ? 0 : amount(shipping.tax());
            long discount = shipping == null ? 0 : sum(shipping.discounts());
            long taxBack = 0;
            long priceBack = 0;
            for (OrderView.Line line : order.lines()) {
                int back = credited.of(line);
                priceBack = Math.addExact(priceBack, line.price(back).amount());
                PricedLine placed = priced.getOrDefault(line.lineId(), line.added());
                if (placed != null) {
                    int sold = Math.max(line.quantity(), back);
                    long off = sum(placed.discounts());
                    tax = Math.addExact(tax, share(placed, amount(placed.tax()), line.quantity()));
                    taxBack = Math.addExact(taxBack, share(placed, amount(placed.tax()), back));
                    discount = Math.addExact(discount, share(placed, off, sold) - share(placed, off, back));
                }
            }
            long amountBack = priceBack == 0 ? 0 : credited.amount();
            long base = Math.subtractExact(order.totals().total().amount(), amountBack);
            long owed = order.money().owed();
            if (base <= 0 || owed <= 0) {
                return new SaleParts(discount, 0, 0);
            }
            long left = tax - Math.min(tax, priceBack == 0 ? 0 : part(taxBack, amountBack, priceBack));
            long sending = shipping == null ? 0 : shipping.total() - amount(shipping.tax());
            return new SaleParts(discount, part(sending, owed, base), part(left, owed, base));
        }

        private long share(PricedLine placed, long amount, int units) {
            return new LineCharge(placed.quantity(), amount, rounding).of(units);
        }

        private long part(long amount, long some, long all) {
            return Shares.part(amount, some, all, rounding);
        }

        private static long amount(@Nullable TaxAmount tax) {
            return tax == null ? 0 : tax.amount();
        }

        private static long sum(List<Discount> discounts) {
            return discounts.stream().mapToLong(Discount::amount).reduce(0, Math::addExact);
        }
    }
}

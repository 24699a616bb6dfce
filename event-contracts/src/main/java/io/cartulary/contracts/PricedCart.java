package io.cartulary.contracts;

import io.cartulary.contracts.OrderEvent.OrderLine;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cart or an order costs. All amounts are minor units of its currency.
 *
 * @param lines in the cart's order
 * @param subtotal the listed price of all units
 * @param discount of all lines, without that of the shipping
 * @param shipping null until a method is chosen
 * @param codes the outcome of each code, in the order in which the shopper entered them
 * @param taxes one per rate, of lines and shipping, the lowest rate first; null until it is known where the goods go
 * @param total what the customer pays for lines and shipping
 */
public record PricedCart(
        Currency currency,
        List<PricedLine> lines,
        long subtotal,
        long discount,
        @Nullable PricedShipping shipping,
        List<CodeOutcome> codes,
        @Nullable List<TaxAmount> taxes,
        long total) {

    /** @param reason why the code's promotion takes nothing off; null when it does take something off */
    public record CodeOutcome(String code, @Nullable NotAppliedReason reason) {
        public CodeOutcome {
            Objects.requireNonNull(code, "code");
        }
    }

    public PricedCart {
        Objects.requireNonNull(currency, "currency");
        lines = List.copyOf(lines);
        codes = List.copyOf(codes);
        taxes = taxes == null ? null : List.copyOf(taxes);
    }

    /** The price of lines without any terms. */
    static PricedCart listed(Money total, List<OrderLine> lines) {
        return new PricedCart(
                total.currency(),
                lines.stream().map(PricedLine::listed).toList(),
                total.amount(),
                0,
                null,
                List.of(),
                null,
                total.amount());
    }
}

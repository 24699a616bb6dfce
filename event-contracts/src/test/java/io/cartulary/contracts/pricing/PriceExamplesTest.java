package io.cartulary.contracts.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.pricing.Shares.LineShare;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of worked examples. */
class PriceExamplesTest {

    static List<PriceExample> prices() {
        return PriceExample.all("price-examples.csv");
    }

    static List<PriceExample> shares() {
        return PriceExample.all("share-examples.csv");
    }

    @ParameterizedTest
    @MethodSource("prices")
    void a_price_is_as_in_the_table(PriceExample example) {
        assertThat(example.cells()).containsAllEntriesOf(example.result());
    }

    @ParameterizedTest
    @MethodSource("shares")
    void a_share_is_as_in_the_table(PriceExample example) {
        int quantity = Integer.parseInt(example.cell("quantity"));
        long total = cents(example.cell("total"));
        long tax = cents(example.cell("tax"));
        var line = new PricedLine(
                new UUID(0, 1), quantity, total, total, List.of(), new TaxAmount(Rate.ZERO, total - tax, tax), total);
        Rounding rounding = Rounding.valueOf(example.cell("rounding"));
        List<Long> totals = new ArrayList<>();
        List<Long> taxes = new ArrayList<>();
        LineShare given = LineShare.NONE;
        int units = 0;
        for (String back : example.cell("units").split(" ", -1)) {
            units += Integer.parseInt(back);
            LineShare share = Shares.share(line, units, given, rounding);
            totals.add(share.total());
            taxes.add(share.tax());
            given = given.plus(share);
        }

        assertThat(totals).isEqualTo(cents(List.of(example.cell("totals").split(" ", -1))));
        assertThat(taxes).isEqualTo(cents(List.of(example.cell("taxes").split(" ", -1))));
    }

    @Test
    void the_table_has_enough_examples_each_once() {
        assertThat(prices()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(prices().stream().map(example -> example.cell("example"))).doesNotHaveDuplicates();
        assertThat(prices().stream()
                        .filter(example -> !example.cell("elsewhere").equals("-")))
                .hasSizeGreaterThanOrEqualTo(30);
    }

    private static List<Long> cents(List<String> amounts) {
        return amounts.stream().map(PriceExamplesTest::cents).toList();
    }

    private static long cents(String amount) {
        return Long.parseLong(amount.replace(".", ""));
    }
}

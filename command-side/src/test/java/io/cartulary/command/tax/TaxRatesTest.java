package io.cartulary.command.tax;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.RetriedHistory;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.TaxEvent;
import io.cartulary.contracts.TaxEvent.TaxRatesSet;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaxRatesTest {

    private final DeciderSpecification<Optional<TaxEvent>, TaxEvent, TaxEvent> rates =
            new DeciderSpecification<>(TaxRates.DECIDER);

    @Test
    void rates_are_set() {
        rates.given().when(german("0.19")).then(german("0.19"));
    }

    @Test
    void the_same_rates_are_no_news_in_whatever_form() {
        rates.given(german("0.19")).when(german("0.190")).thenNothing();
    }

    @Test
    void other_rates_replace_them() {
        rates.given(german("0.19")).when(german("0.16")).then(german("0.16"));
        rates.given(german("0.19"), german("0.16")).when(german("0.19")).then(german("0.19"));
        rates.given(german("0.19"), german("0.16")).when(german("0.16")).thenNothing();
    }

    @Test
    void a_region_has_a_stream_of_its_own() {
        assertThat(TaxRates.stream("US", null)).hasToString("tax:US");
        assertThat(TaxRates.stream("US", "CA")).hasToString("tax:US-CA");
    }

    @Test
    void a_retry_adds_nothing_whatever_was_set_in_between() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            List<TaxEvent> commands = random.ints(20, 0, 3)
                    .<TaxEvent>mapToObj(percent -> german("0.0" + percent))
                    .toList();
            new RetriedHistory<>(TaxRates.DECIDER, TaxRates.stream("DE", null), random).thenRetriesAddNothing(commands);
        }
    }

    private static TaxRatesSet german(String rate) {
        return new TaxRatesSet(new TaxTerms(
                "DE",
                null,
                Map.of(TaxTerms.STANDARD, Rate.of(rate)),
                true,
                TaxLevel.LINE,
                Rounding.HALF_EVEN,
                RoundingTarget.NET));
    }
}

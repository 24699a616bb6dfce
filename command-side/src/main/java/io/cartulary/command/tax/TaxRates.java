package io.cartulary.command.tax;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.register.RegisterEntry;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tax rates of a country, or of one of its regions, which replace those of the country there. */
final class TaxRates {

    static final Decider<Optional<TaxEvent>, TaxEvent, TaxEvent> DECIDER = RegisterEntry.decider(TaxEvent.class);

    private TaxRates() {}

    /** @param region null for the country as a whole */
    static StreamId stream(String country, @Nullable String region) {
        return new StreamId("tax", region == null ? country : country + "-" + region);
    }
}

package io.cartulary.command.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What may become of a command that came over the channel. */
enum CommandOutcome {
    DONE,
    REFUSED,
    SET_ASIDE;

    /** There from the start, so that the first one is an increase. */
    Counter counter(MeterRegistry metrics) {
        return Counter.builder("cartulary.channel.commands")
                .description("Commands that came over Kafka, by what became of them")
                .baseUnit("commands")
                .tag("outcome", name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(metrics);
    }
}

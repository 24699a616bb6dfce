package io.cartulary.query.order.sales;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sales of a range of days. */
@RegisterForReflection
public record SalesReport(
        @Schema(description = "The first day") LocalDate from,
        @Schema(description = "The last day") LocalDate to,
        @Schema(description = "The time zone of the days") String zone,

        @Schema(description = "A line for each day and currency with an event, in order")
        List<Day> days,

        @Schema(description = "A line for each currency") List<Turnover> totals) {

    /** @param day the day of the recording, independent of when the order was placed */
    @RegisterForReflection
    @Schema(name = "SalesDay")
    public record Day(LocalDate day, Turnover sales) {}

    /** @param days in any order; a day and currency may have several parts */
    static SalesReport of(LocalDate from, LocalDate to, ZoneId zone, List<Day> days) {
        var lines = new TreeMap<LocalDate, TreeMap<String, Turnover>>();
        var totals = new TreeMap<String, Turnover>();
        for (Day part : days) {
            String currency = part.sales().currency().getCurrencyCode();
            lines.computeIfAbsent(part.day(), _ -> new TreeMap<>()).merge(currency, part.sales(), Turnover::plus);
            totals.merge(currency, part.sales(), Turnover::plus);
        }
        return new SalesReport(
                from,
                to,
                zone.getId(),
                lines.entrySet().stream()
                        .flatMap(line -> line.getValue().values().stream().map(sales -> new Day(line.getKey(), sales)))
                        .toList(),
                List.copyOf(totals.values()));
    }
}

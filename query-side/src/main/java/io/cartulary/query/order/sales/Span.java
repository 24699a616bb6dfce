package io.cartulary.query.order.sales;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A day of a time zone, as far as it is reported. Where clocks change it has 23 or 25 hours, or others, and none at all
 * where a zone has skipped it.
 *
 * @param first its first millisecond
 * @param last its last millisecond, both included: what is recorded has no finer time
 */
record Span(LocalDate day, Instant first, Instant last) {

    /** @param upTo nothing later is reported; empty when all of the day is */
    static Optional<Span> of(LocalDate day, ZoneId zone, Instant upTo) {
        Instant first = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        Instant last = end.isBefore(upTo) ? end : upTo;
        return last.isBefore(first) ? Optional.empty() : Optional.of(new Span(day, first, last));
    }

    /** The parts of it on each day of UTC. */
    Stream<Slice> slices() {
        LocalDate from = first.atOffset(UTC).toLocalDate();
        LocalDate to = last.atOffset(UTC).toLocalDate();
        return from.datesUntil(to.plusDays(1)).map(utcDay -> new Slice(this, utcDay));
    }

    record Slice(Span span, LocalDate utcDay) {}
}

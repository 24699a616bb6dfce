package io.cartulary.query.order.sales;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reported part of a day in a time zone. A day has 23, 25 or other numbers of hours where clocks change, and zero
 * where a zone has skipped it.
 *
 * @param first its first millisecond
 * @param last its last millisecond, both inclusive: recorded times have no finer resolution
 */
record Span(LocalDate day, Instant first, Instant last) {

    /** @param upTo nothing later is reported; the result is empty when the whole day is later */
    static Optional<Span> of(LocalDate day, ZoneId zone, Instant upTo) {
        Instant first = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        Instant last = end.isBefore(upTo) ? end : upTo;
        return last.isBefore(first) ? Optional.empty() : Optional.of(new Span(day, first, last));
    }

    /** Its parts on each UTC day. */
    Stream<Slice> slices() {
        LocalDate from = first.atOffset(UTC).toLocalDate();
        LocalDate to = last.atOffset(UTC).toLocalDate();
        return from.datesUntil(to.plusDays(1)).map(utcDay -> new Slice(this, utcDay));
    }

    record Slice(Span span, LocalDate utcDay) {}
}

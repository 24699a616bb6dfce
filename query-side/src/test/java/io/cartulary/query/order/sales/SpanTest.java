package io.cartulary.query.order.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.query.list.AsOfParameter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "UTC,               2026-11-30, 2026-11-30T00:00:00Z, 24",
        "Europe/Berlin,     2026-03-29, 2026-03-28T23:00:00Z, 23",
        "Europe/Berlin,     2026-10-25, 2026-10-24T22:00:00Z, 25",
        "Europe/Berlin,     2026-11-30, 2026-11-29T23:00:00Z, 24",
        "Asia/Kolkata,      2026-11-30, 2026-11-29T18:30:00Z, 24",
        "Pacific/Kiritimati, 2026-11-30, 2026-11-29T10:00:00Z, 24",
        "America/New_York,  2026-03-08, 2026-03-08T05:00:00Z, 23",
        "America/Havana,    2026-11-01, 2026-11-01T04:00:00Z, 25",
        "America/Sao_Paulo, 2018-02-17, 2018-02-17T02:00:00Z, 25",
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 23",
        "Australia/Lord_Howe, 2026-04-05, 2026-04-04T13:00:00Z, 24.5",
    })
    void a_day_begins_and_lasts_as_the_zone_has_it(String zone, LocalDate day, Instant first, double hours) {
        Span span = Span.of(day, ZoneId.of(zone), AsOfParameter.END).orElseThrow();

        assertThat(span.first()).isEqualTo(first);
        assertThat(Duration.between(span.first(), span.last().plusMillis(1)).toMinutes())
                .isEqualTo(Math.round(hours * 60));
    }

    @Test
    void a_day_that_a_zone_has_skipped_is_none() {
        assertThat(Span.of(LocalDate.parse("2011-12-30"), ZoneId.of("Pacific/Apia"), AsOfParameter.END))
                .isEmpty();
    }

    @Test
    void nothing_later_than_the_moment_asked_for_is_reported() {
        var day = LocalDate.parse("2026-11-30");
        var zone = ZoneId.of("Europe/Berlin");
        Instant noon = Instant.parse("2026-11-30T11:00:00Z");

        assertThat(Span.of(day, zone, noon).orElseThrow().last()).isEqualTo(noon);
        assertThat(Span.of(day.plusDays(1), zone, noon)).isEmpty();
    }
}

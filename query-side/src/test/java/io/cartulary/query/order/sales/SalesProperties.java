package io.cartulary.query.order.sales;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.Unread;
import io.cartulary.query.order.OrderStories;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.store.Unconnected;
import io.cartulary.query.view.Batching;
import io.cartulary.query.view.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SalesProperties {

    private static final SalesByDay SALES = new SalesByDay(Unconnected.store(), Unread.config());

    @Property(tries = 300)
    void rows_of_the_report_are_the_same_however_the_events_were_batched(@ForAll Random chance) {
        Batching.rowsAreTheSame(SALES, OrderStories.steps(chance), chance);
    }

    /** The sales of an order are what its customer owes, or zero when it was cancelled. */
    @Property(tries = 2000)
    void the_sales_of_an_order_add_up_to_what_is_owed(@ForAll Random chance) {
        List<Transition<OrderView>> steps = OrderStories.steps(chance);

        long net = steps.stream()
                .flatMap(step -> Sale.of(step).stream())
                .mapToLong(sale -> sale.amount().amount())
                .sum();

        assertThat(net).isEqualTo(steps.getLast().after().payment().owed().amount());
    }

    /** In every zone each instant is on one day, and the parts of a day are parts of UTC days. */
    @Property(tries = 2000)
    void days_of_any_zone_are_a_partition_of_time(@ForAll("zones") ZoneId zone, @ForAll("days") LocalDate day) {
        List<Span> week = day.datesUntil(day.plusDays(7))
                .flatMap(one -> Span.of(one, zone, AsOfParameter.END).stream())
                .toList();

        for (int i = 1; i < week.size(); i++) {
            assertThat(week.get(i).first()).isEqualTo(week.get(i - 1).last().plusMillis(1));
        }
        assertThat(week).allSatisfy(span -> {
            List<LocalDate> utcDays = span.slices().map(Span.Slice::utcDay).toList();
            assertThat(utcDays.getFirst()).isEqualTo(LocalDate.ofInstant(span.first(), UTC));
            assertThat(utcDays.getLast()).isEqualTo(LocalDate.ofInstant(span.last(), UTC));
            assertThat(utcDays).hasSizeBetween(1, 3).isSorted();
        });
    }

    /** Reports that cover the time in any split read every recorded amount exactly once. */
    @Property(tries = 2000)
    void reports_over_any_partition_of_time_add_up_to_the_whole(
            @ForAll("zones") ZoneId zone, @ForAll("days") LocalDate first, @ForAll Random chance) {
        LocalDate last = first.plusDays(40);
        long begin = first.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = last.atStartOfDay(zone).toInstant().toEpochMilli();
        Map<Instant, Long> recorded = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            recorded.put(Instant.ofEpochMilli(chance.nextLong(begin, end)), chance.nextLong(-1000, 1000));
        }
        long reported = 0;
        for (LocalDate from = first; from.isBefore(last); ) {
            LocalDate to = from.plusDays(1 + chance.nextInt(10));
            to = to.isAfter(last) ? last : to;
            reported += report(recorded, from, to, zone);
            from = to;
        }

        assertThat(reported)
                .isEqualTo(recorded.values().stream().mapToLong(Long::longValue).sum());
    }

    /** The condition of the statements: the UTC day, and between two instants. */
    private static long report(Map<Instant, Long> recorded, LocalDate from, LocalDate to, ZoneId zone) {
        return from.datesUntil(to)
                .flatMap(day -> Span.of(day, zone, AsOfParameter.END).stream())
                .flatMap(Span::slices)
                .mapToLong(slice -> recorded.entrySet().stream()
                        .filter(row -> LocalDate.ofInstant(row.getKey(), UTC).equals(slice.utcDay())
                                && !row.getKey().isBefore(slice.span().first())
                                && !row.getKey().isAfter(slice.span().last()))
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .sum();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 60 * 365).map(LocalDate.EPOCH::plusDays);
    }
}

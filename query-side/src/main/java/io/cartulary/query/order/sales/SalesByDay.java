package io.cartulary.query.order.sales;

import static java.time.ZoneOffset.UTC;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.query.list.Buckets;
import io.cartulary.query.list.ListConfig;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.Orders;
import io.cartulary.query.order.sales.Sale.Kind;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.Transition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code sales_by_day}: the amounts that each event of an order has added or subtracted, never overwritten,
 * so that a report at any moment is a sum over the rows up to it; and {@code sales_currencies}, which lists a day's
 * currencies. Cassandra computes the sums, in numbers of unlimited size.
 */
@ApplicationScoped
class SalesByDay implements SecondaryTable<OrderView> {

    private final Store store;
    private final ListConfig config;
    private final String create;
    private final String createCurrencies;
    private final String addCredited;
    private final String insert;
    private final String insertCurrency;
    private final String sum;
    private final String selectCurrencies;

    SalesByDay(Store store, ListConfig config) {
        String table = store.table("sales_by_day", Orders.CATEGORY);
        String currencies = store.table("sales_currencies", Orders.CATEGORY);
        this.store = store;
        this.config = config;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (day date, currency text, bucket int, recorded_at timestamp, \
                order_id uuid, version bigint, placed bigint, edited bigint, cancelled bigint, returned bigint, \
                PRIMARY KEY ((day, currency, bucket), recorded_at, order_id, version))""".formatted(table);
        this.createCurrencies = """
                CREATE TABLE IF NOT EXISTS %s (day date, currency text, PRIMARY KEY (day, currency))""".formatted(currencies);
        this.addCredited = "ALTER TABLE %s ADD IF NOT EXISTS credited bigint".formatted(table);
        this.insert = """
                INSERT INTO %s (day, currency, bucket, recorded_at, order_id, version, placed, edited, cancelled, \
                returned, credited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
        this.insertCurrency = "INSERT INTO %s (day, currency) VALUES (?, ?) USING TIMESTAMP ?".formatted(currencies);
        this.sum = """
                SELECT count(*) AS changes, count(placed) AS orders, sum(CAST(placed AS varint)) AS placed, \
                sum(CAST(edited AS varint)) AS edited, sum(CAST(cancelled AS varint)) AS cancelled, \
                sum(CAST(returned AS varint)) AS returned, sum(CAST(credited AS varint)) AS credited FROM %s \
                WHERE day = ? AND currency = ? AND bucket = ? AND recorded_at >= ? AND recorded_at <= ?""".formatted(table);
        this.selectCurrencies = "SELECT currency FROM %s WHERE day = ?".formatted(currencies);
    }

    @Override
    public String tables() {
        return "sales_by_day";
    }

    @Override
    public List<String> migrations() {
        return List.of(create, createCurrencies, addCredited);
    }

    @Override
    public List<Cql> rows(List<Transition<OrderView>> steps) {
        return steps.stream()
                .flatMap(step -> {
                    List<Sale> sales = Sale.of(step);
                    return sales.isEmpty() ? Stream.empty() : rows(step, sales);
                })
                .toList();
    }

    private Stream<Cql> rows(Transition<OrderView> step, List<Sale> sales) {
        var event = step.event();
        LocalDate day = event.at().atOffset(UTC).toLocalDate();
        String currency = step.after().currency().getCurrencyCode();
        return Stream.of(
                Cql.of(
                        insert,
                        day,
                        currency,
                        Buckets.of(event.streamId()),
                        event.at(),
                        step.after().id(),
                        event.version(),
                        amount(sales, Kind.PLACED),
                        amount(sales, Kind.EDITED),
                        amount(sales, Kind.CANCELLED),
                        amount(sales, Kind.RETURNED),
                        amount(sales, Kind.CREDITED),
                        event.version()),
                Cql.of(insertCurrency, day, currency, event.version()));
    }

    private static @Nullable Long amount(List<Sale> sales, Kind column) {
        return sales.stream()
                .filter(sale -> sale.kind() == column)
                .findFirst()
                .map(sale -> sale.amount().amount())
                .orElse(null);
    }

    /**
     * The sales recorded on these days, up to that instant. A zone's day is read by instants from the UTC days that it
     * overlaps, so it may have 23 or 25 hours.
     */
    Uni<SalesReport> report(LocalDate from, LocalDate to, ZoneId zone, Instant upTo) {
        return Multi.createFrom()
                .items(from.datesUntil(to.plusDays(1))
                        .flatMap(day -> Span.of(day, zone, upTo).stream())
                        .flatMap(Span::slices))
                .onItem()
                .transformToMulti(this::partitions)
                .merge(config.inFlight())
                .onItem()
                .transformToUni(this::sum)
                .merge(config.inFlight())
                .filter(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collect()
                .asList()
                .map(parts -> SalesReport.of(from, to, zone, parts));
    }

    private Multi<Partition> partitions(Span.Slice slice) {
        return store.rows(Cql.of(selectCurrencies, slice.utcDay()))
                .map(row -> Currency.getInstance(row.getString("currency")))
                .onItem()
                .transformToMultiAndConcatenate(
                        currency -> Buckets.all().map(bucket -> new Partition(slice, currency, bucket)));
    }

    /** Empty when nothing was recorded there up to then. */
    private Uni<Optional<SalesReport.Day>> sum(Partition partition) {
        String currency = partition.currency().getCurrencyCode();
        Span.Slice slice = partition.slice();
        return store.first(Cql.of(
                        sum,
                        slice.utcDay(),
                        currency,
                        partition.bucket(),
                        slice.span().first(),
                        slice.span().last()))
                .map(found -> found.filter(row -> row.getLong("changes") > 0)
                        .map(row -> new SalesReport.Day(slice.span().day(), turnover(partition.currency(), row))));
    }

    private static Turnover turnover(Currency currency, Row row) {
        return Turnover.of(
                currency,
                row.getLong("orders"),
                exact(row, "placed"),
                exact(row, "edited"),
                exact(row, "cancelled"),
                exact(row, "returned"),
                exact(row, "credited"));
    }

    private static long exact(Row row, String column) {
        BigInteger sum = row.getBigInteger(column);
        return sum == null ? 0 : sum.longValueExact();
    }

    private record Partition(Span.Slice slice, Currency currency, int bucket) {}
}

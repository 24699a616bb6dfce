package io.cartulary.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.faults.Views.Question;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.cart.list.AbandonedCart;
import io.cartulary.query.cart.list.Removal;
import io.cartulary.query.order.OrderEntry;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.product.ProductView;
import io.cartulary.query.timeline.RecordedEvent;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions to every list and to the sales report, with the expected answers from MySQL's events: all events are read,
 * without any of the service's tables, steps or listings.
 */
final class ListQuestions {

    private static final Set<CartView.State> OPEN =
            EnumSet.of(CartView.State.ACTIVE, CartView.State.FROZEN, CartView.State.ABANDONED);

    private static final List<ZoneId> ZONES = Stream.of("UTC", "Pacific/Kiritimati", "America/Los_Angeles")
            .map(ZoneId::of)
            .toList();

    private static final Comparator<OrderEntry> NEWEST_FIRST = comparing(OrderEntry::placedAt)
            .thenComparing(order -> order.id().toString())
            .reversed();

    private final Folds folds;
    private final List<LocalDate> days;
    private final Set<String> customers;

    ListQuestions(Folds folds) {
        this.folds = folds;
        this.days =
                folds.events().map(event -> day(event.at())).distinct().sorted().toList();
        this.customers = folds.carts().stream()
                .map(CartView::owner)
                .flatMap(owner ->
                        owner instanceof Owner.Customer(String customer) ? Stream.of(customer) : Stream.empty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All questions about the present, for every customer, product, order and day. */
    List<Question> now() {
        List<OrderEntry> orders = orders(Instant.MAX);
        return Stream.of(
                        Stream.of(list("products?limit=50", this::productsOnSale)),
                        days.stream().map(day -> list("carts?abandonedOn=" + day, () -> abandonedOn(day))),
                        folds.products().stream()
                                .flatMap(product -> days.stream()
                                        .map(day -> list(
                                                "products/%s/removals?day=%s".formatted(product.sku(), day),
                                                () -> removals(product.sku(), day)))),
                        customers.stream()
                                .map(customer -> new Question(
                                        "customers/%s/cart".formatted(encoded(customer)),
                                        false,
                                        () -> cartOf(customer))),
                        orders.stream().map(order -> list("orders?number=" + order.number(), () -> List.of(order))),
                        orders.stream()
                                .map(order -> list("orders?number=" + typed(order.number()), () -> List.of(order))),
                        ordersAt("", orders),
                        Stream.of(OrderView.State.values())
                                .flatMap(state -> days.stream().map(day -> placedIn(state, day, "", orders))),
                        ZONES.stream().map(zone -> sales("", Instant.MAX, zone)))
                .flatMap(questions -> questions)
                .toList();
    }

    /** All questions about a past moment. */
    List<Question> at(Instant moment) {
        List<OrderEntry> orders = orders(moment);
        String asOf = "&asOf=" + moment;
        return Stream.concat(
                        ordersAt(asOf, orders),
                        Stream.of(
                                placedIn(OrderView.State.CONFIRMED, days.getFirst(), asOf, orders),
                                sales(asOf, moment, ZONES.getFirst())))
                .toList();
    }

    private Stream<Question> ordersAt(String asOf, List<OrderEntry> orders) {
        Stream<Question> attention = Stream.of(list(
                "orders?attention=true" + asOf,
                () -> only(orders, order -> !order.attention().isEmpty())));
        return Stream.concat(attention, ordersOf(asOf, orders));
    }

    private Stream<Question> ordersOf(String asOf, List<OrderEntry> orders) {
        return Stream.concat(
                days.stream()
                        .map(day -> list(
                                "orders?day=" + day + asOf,
                                () -> only(
                                        orders, order -> day(order.placedAt()).equals(day)))),
                customers.stream()
                        .map(customer -> list(
                                "customers/%s/orders?limit=50%s".formatted(encoded(customer), asOf),
                                () -> only(orders, order -> order.owner().equals(new Owner.Customer(customer))))));
    }

    private static Question placedIn(OrderView.State state, LocalDate day, String asOf, List<OrderEntry> orders) {
        return list(
                "orders?day=%s&state=%s%s".formatted(day, state, asOf),
                () -> only(
                        orders,
                        order -> day(order.placedAt()).equals(day)
                                && order.state().equals(state)));
    }

    /** One more day at both ends: the zone's day may differ from ours. */
    private Question sales(String asOf, Instant moment, ZoneId zone) {
        LocalDate from = days.getFirst().minusDays(1);
        LocalDate to = days.getLast().plusDays(1);
        return new Question(
                "reports/sales?from=%s&to=%s&zone=%s%s".formatted(from, to, zone, asOf),
                false,
                () -> Optional.of(Sales.upTo(moment, zone, folds).report(from, to)));
    }

    /** As a person may type it. */
    private static String typed(String number) {
        return number.toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l')
                .replace("-", "%20");
    }

    private List<ProductView> productsOnSale() {
        return folds.products().stream()
                .filter(product -> product.state() == ProductView.State.LISTED)
                .sorted(comparing(ProductView::sku))
                .toList();
    }

    private List<AbandonedCart> abandonedOn(LocalDate day) {
        return folds.streams().stream()
                .map(folds::events)
                .flatMap(ListQuestions::leftForGood)
                .filter(cart -> day(cart.abandonedAt()).equals(day))
                .sorted(comparing(AbandonedCart::abandonedAt)
                        .thenComparing(cart -> cart.id().toString()))
                .toList();
    }

    /** The state of the cart that nobody acted on any more. */
    private static Stream<AbandonedCart> leftForGood(List<RecordedEvent> events) {
        CartView cart = null;
        AbandonedCart left = null;
        for (RecordedEvent next : events) {
            if (!next.streamId().category().equals("cart")) {
                break;
            }
            cart = CartView.evolve(cart, next);
            if (next.event() instanceof CartAbandoned(Instant idleSince)) {
                left = new AbandonedCart(cart.id(), cart.owner(), cart.itemCount(), cart.total(), idleSince, next.at());
            } else if (next.event() instanceof CartReactivated) {
                left = null;
            }
        }
        return Stream.ofNullable(left);
    }

    private List<Removal> removals(String sku, LocalDate day) {
        return folds.events()
                .filter(event -> day(event.at()).equals(day))
                .flatMap(ListQuestions::removals)
                .filter(removal -> removal.sku().equals(sku))
                .sorted(comparing(Removal::at)
                        .thenComparing(removal -> removal.cartId().toString())
                        .thenComparing(removal -> removal.lineId().toString()))
                .toList();
    }

    private static Stream<Removal> removals(RecordedEvent event) {
        return switch (event.event()) {
            case ItemRemoved removed ->
                Stream.of(new Removal(removed.sku(), cart(event), removed.lineId(), removed.quantity(), event.at()));
            case CartCleared cleared ->
                cleared.lines().stream()
                        .map(line -> new Removal(line.sku(), cart(event), line.lineId(), line.quantity(), event.at()));
            default -> Stream.empty();
        };
    }

    /** The cart with lines that was used last, or else the one used last; the time of use comes from its events. */
    private Optional<JsonNode> cartOf(String customer) {
        return folds.carts().stream()
                .filter(cart -> cart.owner().equals(new Owner.Customer(customer)) && OPEN.contains(cart.state()))
                .max(comparing((CartView cart) -> cart.itemCount() > 0)
                        .thenComparing(this::lastUse)
                        .thenComparing(CartView::createdAt)
                        .thenComparing(cart -> cart.id().toString()))
                .map(cart -> ((ObjectNode) Folds.json(cart.at(Instant.now()))).put("reason", reason(cart)));
    }

    private static String reason(CartView cart) {
        if (cart.itemCount() == 0) {
            return "EMPTY";
        }
        return cart.state() == CartView.State.ABANDONED ? "ABANDONED" : "LAST_USED";
    }

    /**
     * A policy abandons carts, and calls merges off. An abandonment contains the time since which nothing had happened.
     */
    private Instant lastUse(CartView cart) {
        Instant use = cart.createdAt();
        for (RecordedEvent next : folds.events(new StreamId("cart", cart.id().toString()))) {
            if (next.event() instanceof CartAbandoned(Instant idleSince)) {
                use = idleSince.isBefore(use) ? idleSince : use;
            } else if (!(next.event() instanceof CartMergeCalledOff)) {
                use = next.at();
            }
        }
        return use;
    }

    private List<OrderEntry> orders(Instant moment) {
        return folds.orders(moment).stream().map(OrderEntry::of).toList();
    }

    private static List<OrderEntry> only(List<OrderEntry> orders, Predicate<OrderEntry> wanted) {
        return orders.stream().filter(wanted).sorted(NEWEST_FIRST).toList();
    }

    private static Question list(String path, Supplier<List<?>> items) {
        return new Question(path, true, () -> Optional.of(Folds.json(items.get())));
    }

    private static UUID cart(RecordedEvent event) {
        return UUID.fromString(event.streamId().rootId());
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(UTC).toLocalDate();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

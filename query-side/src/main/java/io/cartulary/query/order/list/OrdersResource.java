package io.cartulary.query.order.list;

import static java.time.ZoneOffset.UTC;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Lists;
import io.cartulary.query.list.Page;
import io.cartulary.query.order.OrderEntry;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.order.OrderView.State;
import io.cartulary.query.order.Orders;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.CallerContext;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP by number, day and attention. */
@Path("/queries/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
public class OrdersResource {

    private static final String LIST = "orders-of-day";
    private static final String ATTENTION = "orders-with-attention";

    private final OrderNumbers numbers;
    private final OrdersByDay byDay;
    private final OrdersWithAttention withAttention;
    private final OrderPast past;
    private final Orders orders;
    private final Lists lists;
    private final Staleness staleness;

    OrdersResource(
            OrderNumbers numbers,
            OrdersByDay byDay,
            OrdersWithAttention withAttention,
            OrderPast past,
            Orders orders,
            Lists lists,
            Staleness staleness) {
        this.numbers = numbers;
        this.byDay = byDay;
        this.withAttention = withAttention;
        this.past = past;
        this.orders = orders;
        this.lists = lists;
        this.staleness = staleness;
    }

    @GET
    @Operation(
            operationId = "listOrders",
            summary = "Find orders by number, day or need for attention",
            description =
                    "Exactly one of `number`, `day` and `attention`. By number, owners find their own order and staff any order; an unknown number finds nothing. Case, hyphens and spaces do not matter, O is read as 0, and I and L as 1. The lists by day and by attention are for staff, newest first. With `state` or `attention`, a page may be short or even empty although more follow: continue while there is a `next`. `asOf` is permitted with `day` and `attention`, and `state` with `day`.")
    @APIResponse(responseCode = "200", description = "A page of orders")
    @APIResponse(responseCode = "403", description = "`forbidden`: only staff may list orders by day or attention")
    public Uni<Page<OrderEntry>> orders(
            @QueryParam("number") @Parameter(description = "The order number", example = "7Q4K-2M9X-C3TB") @Nullable
                    String number,
            @QueryParam("day")
                    @Parameter(
                            description = "The day on which the orders were placed (UTC)",
                            example = "2026-11-23",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @Nullable
                    String day,
            @QueryParam("state")
                    @Parameter(
                            description = "Only orders that have this state now, or at `asOf`",
                            schema = @Schema(implementation = State.class))
                    @Nullable
                    String state,
            @QueryParam("attention")
                    @Parameter(
                            description = "`true` for orders whose payments do not add up now, or at `asOf`",
                            schema = @Schema(type = SchemaType.BOOLEAN, enumeration = "true"))
                    @Nullable
                    String attention,
            @BeanParam AsOfParameter asOf,
            @BeanParam ListParameters page,
            @Context SecurityContext security) {
        staleness.ofAny(orders.category());
        Caller caller = CallerContext.caller(security);
        if (number != null
                && day == null
                && state == null
                && attention == null
                && asOf.instant().isEmpty()) {
            return called(new OrderNumber(number), caller, page.limit());
        }
        if (number != null || (day == null) == (attention == null) || (attention != null && state != null)) {
            throw Violation.of(
                            "day",
                            number == null && attention == null ? ViolationCode.MISSING : ViolationCode.CONTRADICTORY,
                            "is required, optionally with state and asOf; or attention, optionally with asOf; or number alone.")
                    .problem();
        }
        if (attention != null && !attention.equals("true")) {
            throw Violation.of("attention", ViolationCode.WRONG_FORMAT, "can only be true.")
                    .problem();
        }
        if (!caller.is(Role.STAFF)) {
            throw new ForbiddenException();
        }
        return day == null
                ? needingAttention(asOf, page)
                : placed(Parameters.day("day", day), Optional.ofNullable(state).map(OrdersResource::state), asOf, page);
    }

    private Uni<Page<OrderEntry>> called(OrderNumber number, Caller caller, int limit) {
        return Multi.createFrom()
                .iterable(number.candidates())
                .onItem()
                .transformToMultiAndConcatenate(candidate -> numbers.ordersOf(candidate, limit))
                .select()
                .distinct()
                .select()
                .first(limit)
                .onItem()
                .transformToUniAndConcatenate(this::read)
                .filter(found ->
                        found.filter(order -> caller.mayActFor(order.owner())).isPresent())
                .map(found -> OrderEntry.of(found.orElseThrow()))
                .collect()
                .asList()
                .map(found -> new Page<>(found, null));
    }

    private Uni<Page<OrderEntry>> needingAttention(AsOfParameter parameter, ListParameters page) {
        Optional<Instant> asOf = parameter.instant();
        int limit = page.limit();
        // Each order of the past needs a fold.
        int window = lists.window(limit, asOf.isEmpty());
        Cursor start = page.start(ATTENTION, Cursor.behind(asOf.orElse(AsOfParameter.END)), Comparator.reverseOrder());
        return withAttention
                .beyond(start, window + 1)
                .chain(rows -> past.at(asOf, rows))
                .map(rows -> Page.of(
                        ATTENTION,
                        rows,
                        window,
                        limit,
                        order -> !order.attention().isEmpty()));
    }

    private Uni<Optional<OrderView>> read(UUID order) {
        return orders.read(new StreamId(orders.category(), order.toString()));
    }

    private Uni<Page<OrderEntry>> placed(
            LocalDate day, Optional<State> state, AsOfParameter parameter, ListParameters page) {
        Optional<Instant> asOf = parameter.instant();
        int limit = page.limit();
        // Each order of the past needs a fold.
        int window = lists.window(limit, state.isPresent() && asOf.isEmpty());
        Instant endOfDay = day.plusDays(1).atStartOfDay().toInstant(UTC).minusMillis(1);
        Instant last = asOf.filter(endOfDay::isAfter).orElse(endOfDay);
        Predicate<OrderEntry> shown =
                order -> state.map(wanted -> wanted == order.state()).orElse(true);
        return byDay.beyond(page.start(LIST, Cursor.behind(last), Comparator.reverseOrder()), day, window + 1)
                .chain(rows -> past.at(asOf, rows))
                .map(rows -> Page.of(LIST, rows, window, limit, shown));
    }

    private static State state(String text) {
        try {
            return State.valueOf(text);
        } catch (IllegalArgumentException _) {
            throw Violation.of("state", ViolationCode.NOT_ALLOWED, "is not one that an order can be in.")
                    .problem();
        }
    }
}

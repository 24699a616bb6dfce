package io.cartulary.query.order.list;

import io.cartulary.contracts.Owner;
import io.cartulary.query.http.Staleness;
import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.Cursor;
import io.cartulary.query.list.Customers;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Page;
import io.cartulary.query.order.OrderEntry;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A customer's orders over HTTP. */
@Path("/queries/v1/customers/{id}/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
@RolesAllowed({Name.CUSTOMER, Name.STAFF})
public class CustomerOrdersResource {

    private static final String LIST = "orders-of-customer";

    private final OrdersByCustomer orders;
    private final OrderPast past;
    private final Staleness staleness;

    CustomerOrdersResource(OrdersByCustomer orders, OrderPast past, Staleness staleness) {
        this.orders = orders;
        this.past = past;
        this.staleness = staleness;
    }

    @GET
    @Operation(
            operationId = "listCustomerOrders",
            summary = "List the orders of a customer",
            description =
                    "Newest first, for the customer and for staff, now or at a moment of the past (`asOf`). Orders that were placed later than `asOf`, or belonged to a guest at that time, are left out. A page may be short or even empty although more follow: continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of orders")
    @APIResponse(responseCode = "404", description = "`no-such-customer`")
    public Uni<Page<OrderEntry>> orders(
            @PathParam("id") String id,
            @BeanParam AsOfParameter moment,
            @BeanParam ListParameters page,
            @Context SecurityContext security) {
        String customer = Customers.visible(id, security);
        Optional<Instant> asOf = moment.instant();
        int limit = page.limit();
        Cursor start = page.start(LIST, Cursor.behind(asOf.orElse(AsOfParameter.END)), Comparator.reverseOrder());
        staleness.ofAny("order");
        return orders.beyond(start, customer, limit + 1)
                .chain(rows -> past.at(asOf, rows))
                .map(rows ->
                        Page.of(LIST, rows, limit, limit, order -> order.owner().equals(new Owner.Customer(customer))));
    }
}

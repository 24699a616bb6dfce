package io.cartulary.query.order;

import static io.cartulary.query.http.Problem.NO_SUCH_ORDER;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.diff.Diff;
import io.cartulary.query.diff.DiffParameters;
import io.cartulary.query.diff.Diffs;
import io.cartulary.query.http.Answers;
import io.cartulary.query.http.History;
import io.cartulary.query.http.MomentParameters;
import io.cartulary.query.http.PageParameters;
import io.cartulary.query.http.Parameters;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.CallerContext;
import io.quarkiverse.resteasy.problem.HttpProblem;
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
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Orders over HTTP. Their lists have the same path: if the path of one class extended that of another, a wrong method
 * would be answered with 404.
 */
@Path("/queries/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
public class OrderResource {

    private static final int NOT_FOUND = 404;

    private final Orders orders;
    private final Answers answers;
    private final Diffs diffs;
    private final OrderHandover handover;

    OrderResource(Orders orders, Answers answers, Diffs diffs, OrderHandover handover) {
        this.orders = orders;
        this.answers = answers;
        this.diffs = diffs;
        this.handover = handover;
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getOrder",
            summary = "Get an order",
            description = "The present state, or the state at a moment of the past (`asOf` or `version`).")
    @APIResponse(responseCode = "200", description = "The order; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-order`, `no-such-version`")
    public Uni<OrderView> order(
            @PathParam("id") String id, @BeanParam MomentParameters moment, @Context SecurityContext security) {
        StreamId stream = stream(id);
        Predicate<OrderView> visible = visibleTo(security);
        Uni<OrderView> answer =
                Uni.createFrom().deferred(() -> answers.at(moment, orders, stream, visible, NO_SUCH_ORDER));
        return CallerContext.caller(security).is(Role.CUSTOMER)
                ? answer.onFailure(OrderResource::isNotFound)
                        .recoverWithUni(() -> handover.settled(stream).chain(() -> answer))
                : answer;
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == NOT_FOUND;
    }

    @GET
    @Path("/{id}/history")
    @Operation(
            operationId = "getOrderHistory",
            summary = "Get the events of an order",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-order`")
    public Uni<History> history(
            @PathParam("id") String id, @BeanParam PageParameters page, @Context SecurityContext security) {
        return answers.history(stream(id), page, orders, visibleTo(security), NO_SUCH_ORDER);
    }

    @GET
    @Path("/{id}/diff")
    @Operation(
            operationId = "compareOrder",
            summary = "Compare two states of an order",
            description =
                    "`changes` compares the two states as a whole; `events` are the events between them, page by page. A query of more than 50,000 events (`cartulary.diff.most-events`) is rejected.")
    @APIResponse(responseCode = "200", description = "The fields whose values differ, and a page of the events")
    @APIResponse(responseCode = "404", description = "`no-such-order`, `no-such-version`")
    @APIResponse(responseCode = "422", description = "`too-many-events`")
    public Uni<Diff> diff(
            @PathParam("id") String id,
            @BeanParam DiffParameters moments,
            @BeanParam PageParameters page,
            @Context SecurityContext security) {
        return diffs.between(moments, page, orders, stream(id), visibleTo(security), NO_SUCH_ORDER);
    }

    private static Predicate<OrderView> visibleTo(SecurityContext security) {
        Caller caller = CallerContext.caller(security);
        return order -> caller.mayActFor(order.owner());
    }

    private static StreamId stream(String id) {
        return new StreamId("order", Parameters.uuid("the order's id", id).toString());
    }
}

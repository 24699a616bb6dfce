package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderResource.Reason;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.ReturnRequested;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands about customers' returns. */
@Path("/commands/v1/orders/{id}/returns")
@Tag(name = Tags.RETURNS)
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
@OrderRejections(NO_SUCH_ORDER)
public class ReturnResource {

    private final OrderCommands commands;

    ReturnResource(OrderCommands commands) {
        this.commands = commands;
    }

    public record NewReturn(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 500) @Schema(examples = "Too bitter")
            String reason,

            @Nullable
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description = "Whether the customer gets the same units again instead of a credit",
                    defaultValue = "false")
            Boolean exchange) {}

    @Schema(name = "ReturnReceipt")
    public record Receipt(
            @NotNull @Schema(examples = "RESELLABLE") ReturnCondition condition,

            @Nullable
            @Schema(
                    description =
                            "What the customer is credited for the units. The default is their price less earlier credits, or nothing in an exchange")
            Money credit,

            @Nullable
            @Size(min = 1, max = Order.MAX_LINES)
            @JsonInclude(Include.NON_NULL)
            @Schema(description = "The units received. The default is all units that are missing")
            List<@NotNull @Valid Units> lines) {}

    public record NewReplacement(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 100) @Schema(examples = "DHL")
            String carrier,

            @NotBlank @Size(max = 100) @Schema(examples = "JJD0088888")
            String tracking) {}

    @POST
    @Operation(
            operationId = "requestReturn",
            summary = "Request a return",
            description =
                    "Of units that a carrier or the customer has, each of them once, also of a shipment whose delivery is not recorded. `part` is the id of the return.")
    @OrderRejections({
        TOO_MANY_RETURNS,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_DELIVERED
    })
    public Uni<RestResponse<PartAnswer>> request(
            @PathParam("id") UUID id, @Valid @NotNull NewReturn body, @BeanParam CommandHeaders headers) {
        UUID returning = headers.idOf("return", Order.stream(id));
        var request = new RequestReturn(
                returning, Units.toQuantities(body.lines()), body.reason(), Boolean.TRUE.equals(body.exchange()));
        return commands.handle(
                id,
                request,
                headers.metadata("request-return", body),
                returning,
                event -> event instanceof ReturnRequested requested
                        ? Optional.of(requested.returnId())
                        : Optional.empty());
    }

    @POST
    @Path("/{returnId}/approval")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "approveReturn",
            summary = "Approve a return",
            description = "The customer may send the units back.")
    @OrderRejections({NO_SUCH_RETURN, RETURN_REJECTED})
    public Uni<RestResponse<CommandAnswer>> approve(
            @PathParam("id") UUID id, @PathParam("returnId") UUID returnId, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new ApproveReturn(returnId), headers.metadata("approve-return", returnId));
    }

    @POST
    @Path("/{returnId}/rejection")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "rejectReturn",
            summary = "Reject a return",
            description =
                    "Possible until units of the return are received. A new return of the same units can be requested.")
    @OrderRejections({NO_SUCH_RETURN, RETURN_REPLACED, RETURN_RECEIVED})
    public Uni<RestResponse<CommandAnswer>> reject(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull Reason body,
            @BeanParam CommandHeaders headers) {
        return commands.handle(
                id, new RejectReturn(returnId, body.reason()), headers.metadata("reject-return", returnId, body));
    }

    @POST
    @Path("/{returnId}/receipt")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "receiveReturn",
            summary = "Record the receipt of units of a return",
            description =
                    "By default all units that are missing; the others can be received later. The credit lowers what the customer owes, or has to be refunded.")
    @OrderRejections({
        NO_SUCH_RETURN,
        RETURN_NOT_APPROVED,
        RETURN_REJECTED,
        RETURN_RECEIVED,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_DELIVERED,
        MORE_THAN_REQUESTED,
        CURRENCY_MISMATCH,
        CREDIT_OUT_OF_RANGE,
        AMOUNT_TOO_LARGE
    })
    public Uni<RestResponse<CommandAnswer>> receive(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull Receipt body,
            @BeanParam CommandHeaders headers) {
        List<LineQuantity> lines = body.lines() == null ? null : Units.toQuantities(body.lines());
        var receive = new ReceiveReturn(returnId, lines, body.condition(), body.credit());
        return commands.handle(id, receive, headers.metadata("receive-return", returnId, body));
    }

    @POST
    @Path("/{returnId}/replacements")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "shipReplacement",
            summary = "Ship replacements of an exchange",
            description =
                    "Free of charge, once the return is approved, and at most the units of the return. `part` is the id of the shipment, whose delivery or loss is recorded like that of any other.")
    @OrderRejections({
        ORDER_HELD,
        ORDER_CANCELLED,
        TOO_MANY_SHIPMENTS,
        NO_SUCH_RETURN,
        NOT_AN_EXCHANGE,
        RETURN_NOT_APPROVED,
        RETURN_REJECTED,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_REQUESTED
    })
    public Uni<RestResponse<PartAnswer>> replace(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull NewReplacement body,
            @BeanParam CommandHeaders headers) {
        UUID shipment = headers.idOf("shipment", Order.stream(id));
        var replacement = new ShipReplacement(
                shipment, returnId, Units.toQuantities(body.lines()), body.carrier(), body.tracking());
        return commands.handle(
                id,
                replacement,
                headers.metadata("replace", returnId, body),
                shipment,
                // there are no replacements from the time when ids did not contain the order
                _ -> Optional.empty());
    }
}

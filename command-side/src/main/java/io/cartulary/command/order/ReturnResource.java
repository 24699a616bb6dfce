package io.cartulary.command.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.order.OrderCommand.ApproveReturn;
import io.cartulary.command.order.OrderCommand.ReceiveReturn;
import io.cartulary.command.order.OrderCommand.RejectReturn;
import io.cartulary.command.order.OrderCommand.RequestReturn;
import io.cartulary.command.order.OrderCommand.ShipReplacement;
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
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** What customers give back. */
@Path("/commands/v1/orders/{id}/returns")
@Tag(name = "Orders: returns")
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
public class ReturnResource {

    private final CommandHandler commands;

    ReturnResource(CommandHandler commands) {
        this.commands = commands;
    }

    public record NewReturn(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 500) @Schema(examples = "Too bitter")
            String reason,

            @Nullable
            @JsonInclude(Include.NON_NULL)
            @Schema(description = "The same units again instead of a credit", defaultValue = "false")
            Boolean exchange) {}

    public record Receipt(
            @NotNull @Schema(examples = "RESELLABLE") ReturnCondition condition,

            @Nullable
            @Schema(
                    description =
                            "What the customer gets for the units; their full price unless said, less what was credited before; nothing in an exchange")
            Money credit,

            @Nullable
            @Size(min = 1, max = Order.MAX_LINES)
            @JsonInclude(Include.NON_NULL)
            @Schema(description = "The units that are back; all that are missing unless said")
            List<@NotNull @Valid Units> lines) {}

    public record NewReplacement(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 100) @Schema(examples = "DHL")
            String carrier,

            @NotBlank @Size(max = 100) @Schema(examples = "JJD0088888")
            String tracking) {}

    @POST
    @Operation(
            summary = "Ask for units to be taken back",
            description =
                    "Units that a carrier or the customer has, each of them once: also a parcel of which nobody says that it has arrived. `part` is the return's id.")
    public Uni<RestResponse<PartAnswer>> request(
            @PathParam("id") UUID id, @Valid @NotNull NewReturn wish, @BeanParam CommandHeaders headers) {
        UUID returning = headers.idOf("return", Order.stream(id));
        var request = new RequestReturn(
                returning, Units.toQuantities(wish.lines()), wish.reason(), Boolean.TRUE.equals(wish.exchange()));
        return commands.handle(
                        Order.DECIDER,
                        Order.stream(id),
                        request,
                        headers.metadata("request-return", wish),
                        returning,
                        event -> event instanceof ReturnRequested requested
                                ? Optional.of(requested.returnId())
                                : Optional.empty())
                .map(made -> PartAnswer.of(made, id));
    }

    @POST
    @Path("/{returnId}/approval")
    @RolesAllowed(Name.STAFF)
    @Operation(summary = "Approve a return", description = "The customer may send the units back.")
    public Uni<RestResponse<CommandAnswer>> approve(
            @PathParam("id") UUID id, @PathParam("returnId") UUID returnId, @BeanParam CommandHeaders headers) {
        return handle(id, new ApproveReturn(returnId), headers, "approve-return", returnId);
    }

    @POST
    @Path("/{returnId}/rejection")
    @RolesAllowed(Name.STAFF)
    @Operation(
            summary = "Reject a return",
            description = "Until the units are back. They may be asked to be taken back again.")
    public Uni<RestResponse<CommandAnswer>> reject(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull Reason wish,
            @BeanParam CommandHeaders headers) {
        return handle(id, new RejectReturn(returnId, wish.reason()), headers, "reject-return", returnId, wish);
    }

    @POST
    @Path("/{returnId}/receipt")
    @RolesAllowed(Name.STAFF)
    @Operation(
            summary = "Record that units of a return are back",
            description =
                    "All that are missing unless said; others may follow. The customer owes the credit less, or has to be refunded it.")
    public Uni<RestResponse<CommandAnswer>> receive(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull Receipt wish,
            @BeanParam CommandHeaders headers) {
        List<LineQuantity> lines = wish.lines() == null ? null : Units.toQuantities(wish.lines());
        var receive = new ReceiveReturn(returnId, lines, wish.condition(), wish.credit());
        return handle(id, receive, headers, "receive-return", returnId, wish);
    }

    @POST
    @Path("/{returnId}/replacements")
    @RolesAllowed(Name.STAFF)
    @Operation(
            summary = "Send units of an exchange again",
            description =
                    "At no charge, once the return is approved, and no more than are in it. `part` is the id of the shipment, which ends as others do.")
    public Uni<RestResponse<PartAnswer>> replace(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull NewReplacement wish,
            @BeanParam CommandHeaders headers) {
        UUID shipment = headers.idOf("shipment", Order.stream(id));
        var replacement = new ShipReplacement(
                shipment, returnId, Units.toQuantities(wish.lines()), wish.carrier(), wish.tracking());
        return commands.handle(
                        Order.DECIDER,
                        Order.stream(id),
                        replacement,
                        headers.metadata("replace", returnId, wish),
                        shipment,
                        // there are no replacements from before ids contained the order
                        _ -> Optional.empty())
                .map(made -> PartAnswer.of(made, id));
    }

    private Uni<RestResponse<CommandAnswer>> handle(
            UUID id, OrderCommand command, CommandHeaders headers, Object... wish) {
        return commands.handle(Order.DECIDER, Order.stream(id), command, headers.metadata(wish))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

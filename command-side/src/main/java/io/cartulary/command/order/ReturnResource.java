package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.order.OrderCommand.ApproveReturn;
import io.cartulary.command.order.OrderCommand.ReceiveReturn;
import io.cartulary.command.order.OrderCommand.RejectReturn;
import io.cartulary.command.order.OrderCommand.RequestReturn;
import io.cartulary.command.order.OrderResource.Reason;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.contracts.Money;
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
            String reason) {}

    public record Receipt(
            @NotNull @Schema(examples = "RESELLABLE") ReturnCondition condition,

            @Nullable @Schema(description = "What the customer gets for the units; their full price unless said")
            Money credit) {}

    @POST
    @Operation(
            summary = "Ask for units to be taken back",
            description = "Units that were delivered, each of them once. `part` is the return's id.")
    public Uni<RestResponse<PartAnswer>> request(
            @PathParam("id") UUID id, @Valid @NotNull NewReturn wish, @BeanParam CommandHeaders headers) {
        UUID returning = headers.idOf("return", Order.stream(id));
        var request = new RequestReturn(returning, Units.toQuantities(wish.lines()), wish.reason());
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
            summary = "Record that the units of a return are back",
            description = "From then on the customer owes the credit less, or has to be refunded it.")
    public Uni<RestResponse<CommandAnswer>> receive(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @Valid @NotNull Receipt wish,
            @BeanParam CommandHeaders headers) {
        var receive = new ReceiveReturn(returnId, wish.condition(), wish.credit());
        return handle(id, receive, headers, "receive-return", returnId, wish);
    }

    private Uni<RestResponse<CommandAnswer>> handle(
            UUID id, OrderCommand command, CommandHeaders headers, Object... wish) {
        return commands.handle(Order.DECIDER, Order.stream(id), command, headers.metadata(wish))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

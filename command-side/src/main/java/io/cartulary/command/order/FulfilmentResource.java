package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.order.OrderCommand.Deliver;
import io.cartulary.command.order.OrderCommand.Ship;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
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

/** Takes what warehouse and carriers have done for an order. */
@Path("/commands/v1/orders/{id}/shipments")
@Tag(name = "Orders: fulfilment")
@RolesAllowed(Name.STAFF)
public class FulfilmentResource {

    private final CommandHandler commands;

    FulfilmentResource(CommandHandler commands) {
        this.commands = commands;
    }

    public record NewShipment(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 100) @Schema(examples = "DHL")
            String carrier,

            @NotBlank
            @Size(max = 100)
            @Schema(examples = "JJD0099999", description = "The carrier's name for the parcel")
            String tracking) {}

    @POST
    @Operation(
            summary = "Ship units of an order",
            description = "Once it is confirmed, and no more than are left. `part` is the shipment's id.")
    public Uni<RestResponse<PartAnswer>> ship(
            @PathParam("id") UUID id, @Valid @NotNull NewShipment wish, @BeanParam CommandHeaders headers) {
        UUID shipment = headers.idOf("shipment", Order.stream(id));
        var ship = new Ship(shipment, Units.toQuantities(wish.lines()), wish.carrier(), wish.tracking());
        return commands.handle(
                        Order.DECIDER,
                        Order.stream(id),
                        ship,
                        headers.metadata("ship", wish),
                        shipment,
                        event -> event instanceof ShipmentCreated created
                                ? Optional.of(created.shipmentId())
                                : Optional.empty())
                .map(made -> PartAnswer.of(made, id));
    }

    @POST
    @Path("/{shipmentId}/delivery")
    @Operation(summary = "Record that a shipment has arrived")
    public Uni<RestResponse<CommandAnswer>> deliver(
            @PathParam("id") UUID id, @PathParam("shipmentId") UUID shipmentId, @BeanParam CommandHeaders headers) {
        return commands.handle(
                        Order.DECIDER,
                        Order.stream(id),
                        new Deliver(shipmentId),
                        headers.metadata("deliver", shipmentId))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

package io.cartulary.command.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.order.OrderCommand.EndShipment;
import io.cartulary.command.order.OrderCommand.Ship;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.command.order.Shipment.Ending;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.EdgeProblem;
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
            String tracking,

            @Nullable
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "Ship also if the order is not confirmed, or less is paid or authorized than is owed; by people of the staff only",
                    defaultValue = "false")
            Boolean onCredit) {

        boolean isOnCredit() {
            return Boolean.TRUE.equals(onCredit);
        }
    }

    @Schema(description = "Some of the units that are on their way; all of them unless said")
    public record SomeUnits(
            @Nullable @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines) {}

    @POST
    @Operation(
            summary = "Ship units of an order",
            description =
                    "Once it is confirmed, as long as what is owed is paid or authorized, and no more than are left. `part` is the shipment's id.")
    public Uni<RestResponse<PartAnswer>> ship(
            @PathParam("id") UUID id, @Valid @NotNull NewShipment wish, @BeanParam CommandHeaders headers) {
        if (wish.isOnCredit() && !headers.caller().is(Role.STAFF)) {
            throw EdgeProblem.FORBIDDEN.because("Only people of the staff ship on credit.");
        }
        UUID shipment = headers.idOf("shipment", Order.stream(id));
        var ship = new Ship(
                shipment, Units.toQuantities(wish.lines()), wish.carrier(), wish.tracking(), wish.isOnCredit());
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
    @Operation(
            summary = "Record that units of a shipment have arrived",
            description = "All that are on their way unless said.")
    public Uni<RestResponse<CommandAnswer>> deliver(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @Valid @Nullable SomeUnits wish,
            @BeanParam CommandHeaders headers) {
        return end(id, shipmentId, Ending.DELIVERED, wish, headers, "deliver");
    }

    @POST
    @Path("/{shipmentId}/loss")
    @Operation(
            summary = "Record that units of a shipment are lost",
            description =
                    "All that are on their way unless said. They may be shipped again, credited, or taken out of the order; if nothing else is shipped, the order may be cancelled.")
    public Uni<RestResponse<CommandAnswer>> lose(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @Valid @Nullable SomeUnits wish,
            @BeanParam CommandHeaders headers) {
        return end(id, shipmentId, Ending.LOST, wish, headers, "lose");
    }

    @POST
    @Path("/{shipmentId}/return-to-sender")
    @Operation(
            summary = "Record that units of a shipment could not be handed over and are back",
            description =
                    "All that are on their way unless said. They may be shipped again, credited, or taken out of the order; if nothing else is shipped, the order may be cancelled.")
    public Uni<RestResponse<CommandAnswer>> returnToSender(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @Valid @Nullable SomeUnits wish,
            @BeanParam CommandHeaders headers) {
        return end(id, shipmentId, Ending.RETURNED_TO_SENDER, wish, headers, "return-to-sender");
    }

    private Uni<RestResponse<CommandAnswer>> end(
            UUID id, UUID shipmentId, Ending ending, @Nullable SomeUnits wish, CommandHeaders headers, String name) {
        List<Units> lines = wish == null ? null : wish.lines();
        CommandMetadata metadata =
                lines == null ? headers.metadata(name, shipmentId) : headers.metadata(name, shipmentId, lines);
        var command = new EndShipment(shipmentId, ending, lines == null ? null : Units.toQuantities(lines));
        return commands.handle(Order.DECIDER, Order.stream(id), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

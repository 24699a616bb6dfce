package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.http.Tags;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Records what the warehouse and the carriers have done for an order. */
@Path("/commands/v1/orders/{id}/shipments")
@Tag(name = Tags.FULFILMENT)
@RolesAllowed(Name.STAFF)
@OrderRejections(NO_SUCH_ORDER)
public class FulfilmentResource {

    private final OrderCommands commands;

    FulfilmentResource(OrderCommands commands) {
        this.commands = commands;
    }

    public record NewShipment(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 100) @Schema(examples = "DHL")
            String carrier,

            @NotBlank
            @Size(max = 100)
            @Schema(examples = "JJD0099999", description = "The tracking number of the carrier")
            String tracking,

            @Nullable
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "Ship although the order is not confirmed, or less is paid or authorized than is owed. For members of staff only",
                    defaultValue = "false")
            Boolean onCredit) {

        boolean isOnCredit() {
            return Boolean.TRUE.equals(onCredit);
        }
    }

    @Schema(description = "Some of the units that are on their way. The default is all of them")
    public record SomeUnits(
            @Nullable @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines) {}

    @POST
    @Operation(
            operationId = "createShipment",
            summary = "Ship units of an order",
            description =
                    "The order has to be confirmed and the amount owed to be paid or authorized, unless staff ship on credit. `part` is the id of the shipment.")
    @OrderRejections({
        ORDER_HELD,
        ORDER_CANCELLED,
        ORDER_COMPLETED,
        NOT_CONFIRMED,
        NOT_COVERED,
        ALREADY_SHIPPED,
        TOO_MANY_SHIPMENTS,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_UNSHIPPED
    })
    public Uni<RestResponse<PartAnswer>> ship(
            @PathParam("id") UUID id, @Valid @NotNull NewShipment body, @BeanParam CommandHeaders headers) {
        if (body.isOnCredit() && !headers.caller().is(Role.STAFF)) {
            throw EdgeProblem.FORBIDDEN.because("Only members of staff ship on credit.");
        }
        UUID shipment = headers.idOf("shipment", Order.stream(id));
        var ship = new Ship(
                shipment, Units.toQuantities(body.lines()), body.carrier(), body.tracking(), body.isOnCredit());
        return commands.handle(
                id,
                ship,
                headers.metadata("ship", body),
                shipment,
                event -> event instanceof ShipmentCreated created
                        ? Optional.of(created.shipmentId())
                        : Optional.empty());
    }

    @POST
    @Path("/{shipmentId}/delivery")
    @Operation(
            operationId = "recordDelivery",
            summary = "Record the delivery of units of a shipment",
            description = "Without a body, all units of the shipment that are on their way.")
    @OrderRejections({
        NO_SUCH_SHIPMENT,
        SHIPMENT_ENDED,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_ON_THE_WAY
    })
    public Uni<RestResponse<CommandAnswer>> deliver(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @Valid @Nullable @RequestBody(required = false) SomeUnits body,
            @BeanParam CommandHeaders headers) {
        return end(id, shipmentId, Ending.DELIVERED, body, headers, "deliver");
    }

    @POST
    @Path("/{shipmentId}/loss")
    @Operation(
            operationId = "recordLoss",
            summary = "Record the loss of units of a shipment",
            description =
                    "Without a body, all units of the shipment that are on their way. Lost units can be shipped again, credited or removed from the order. If nothing else is shipped, the order can be cancelled.")
    @OrderRejections({
        NO_SUCH_SHIPMENT,
        SHIPMENT_ENDED,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_ON_THE_WAY
    })
    public Uni<RestResponse<CommandAnswer>> lose(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @Valid @Nullable @RequestBody(required = false) SomeUnits body,
            @BeanParam CommandHeaders headers) {
        return end(id, shipmentId, Ending.LOST, body, headers, "lose");
    }

    @POST
    @Path("/{shipmentId}/return-to-sender")
    @Operation(
            operationId = "recordReturnToSender",
            summary = "Record the return of units of a shipment to the sender",
            description =
                    "The carrier could not deliver them. Without a body, all units of the shipment that are on their way. They can be shipped again, credited or removed from the order. If nothing else is shipped, the order can be cancelled.")
    @OrderRejections({
        NO_SUCH_SHIPMENT,
        SHIPMENT_ENDED,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_ON_THE_WAY
    })
    public Uni<RestResponse<CommandAnswer>> returnToSender(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @Valid @Nullable @RequestBody(required = false) SomeUnits body,
            @BeanParam CommandHeaders headers) {
        return end(id, shipmentId, Ending.RETURNED_TO_SENDER, body, headers, "return-to-sender");
    }

    private Uni<RestResponse<CommandAnswer>> end(
            UUID id, UUID shipmentId, Ending ending, @Nullable SomeUnits body, CommandHeaders headers, String name) {
        List<Units> lines = body == null ? null : body.lines();
        CommandMetadata metadata =
                lines == null ? headers.metadata(name, shipmentId) : headers.metadata(name, shipmentId, lines);
        var command = new EndShipment(shipmentId, ending, lines == null ? null : Units.toQuantities(lines));
        return commands.handle(id, command, metadata);
    }
}

package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.FieldsPatch;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderCommand.PatchFields;
import io.cartulary.contracts.FieldsChange;
import io.cartulary.contracts.FieldsHolder;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Accepts changes of the custom fields of orders and their parts. */
@Path("/commands/v1/orders/{id}")
@Tag(name = Tags.ORDERS)
@RolesAllowed(Name.STAFF)
@OrderRejections({NO_SUCH_ORDER, TOO_MANY_FIELDS, FIELDS_TOO_LARGE})
public class OrderFieldsResource {

    private final OrderCommands commands;

    OrderFieldsResource(OrderCommands commands) {
        this.commands = commands;
    }

    @PATCH
    @Path("/fields")
    @Consumes({MediaType.APPLICATION_JSON, FieldsPatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchOrderFields",
            summary = "Change the custom fields of an order",
            description = FieldsPatch.DESCRIPTION + " Possible in every state.")
    public Uni<RestResponse<CommandAnswer>> patchOrder(
            @PathParam("id") UUID id, @NotNull FieldsPatch body, @BeanParam CommandHeaders headers) {
        FieldsChange patch = body.toChange();
        return commands.handle(
                id,
                new PatchFields(FieldsHolder.ORDER, null, patch),
                headers.metadata("patch-fields", FieldsHolder.ORDER, patch));
    }

    @PATCH
    @Path("/payments/{paymentId}/fields")
    @Consumes({MediaType.APPLICATION_JSON, FieldsPatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchPaymentFields",
            summary = "Change the custom fields of a payment or a refund",
            description = FieldsPatch.DESCRIPTION + " Possible in every state.")
    @OrderRejections(NO_SUCH_PAYMENT)
    public Uni<RestResponse<CommandAnswer>> patchPayment(
            @PathParam("id") UUID id,
            @PathParam("paymentId") UUID paymentId,
            @NotNull FieldsPatch body,
            @BeanParam CommandHeaders headers) {
        return patch(id, FieldsHolder.PAYMENT, paymentId, body, headers);
    }

    @PATCH
    @Path("/shipments/{shipmentId}/fields")
    @Consumes({MediaType.APPLICATION_JSON, FieldsPatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchShipmentFields",
            summary = "Change the custom fields of a shipment",
            description = FieldsPatch.DESCRIPTION + " Possible in every state.")
    @OrderRejections(NO_SUCH_SHIPMENT)
    public Uni<RestResponse<CommandAnswer>> patchShipment(
            @PathParam("id") UUID id,
            @PathParam("shipmentId") UUID shipmentId,
            @NotNull FieldsPatch body,
            @BeanParam CommandHeaders headers) {
        return patch(id, FieldsHolder.SHIPMENT, shipmentId, body, headers);
    }

    @PATCH
    @Path("/returns/{returnId}/fields")
    @Consumes({MediaType.APPLICATION_JSON, FieldsPatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchReturnFields",
            summary = "Change the custom fields of a return",
            description = FieldsPatch.DESCRIPTION + " Possible in every state.")
    @OrderRejections(NO_SUCH_RETURN)
    public Uni<RestResponse<CommandAnswer>> patchReturn(
            @PathParam("id") UUID id,
            @PathParam("returnId") UUID returnId,
            @NotNull FieldsPatch body,
            @BeanParam CommandHeaders headers) {
        return patch(id, FieldsHolder.RETURN, returnId, body, headers);
    }

    private Uni<RestResponse<CommandAnswer>> patch(
            UUID id, FieldsHolder holder, UUID partId, FieldsPatch body, CommandHeaders headers) {
        FieldsChange patch = body.toChange();
        return commands.handle(
                id, new PatchFields(holder, partId, patch), headers.metadata("patch-fields", holder, partId, patch));
    }
}

package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.http.AddressForm;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.ContactForm;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.NoteAdded;
import io.cartulary.contracts.Owner;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.EdgeProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Commands about an order's confirmation, hold, cancellation and owner. */
@Path("/commands/v1/orders/{id}")
@Tag(name = Tags.ORDERS)
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
@OrderRejections(NO_SUCH_ORDER)
public class OrderResource {

    private final OrderCommands commands;

    OrderResource(OrderCommands commands) {
        this.commands = commands;
    }

    public record Reason(
            @NotBlank @Size(max = 500) @Schema(examples = "The customer has changed their mind")
            String reason) {}

    public record NewNote(
            @NotBlank @Size(max = 2000) @Schema(examples = "Leave it with the neighbours.")
            String text) {}

    @Schema(name = "OrderAssignment")
    public record NewOwner(
            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{1,100}") @Schema(examples = "alice")
            String customerId) {}

    @Schema(description = "Units of one line of the order")
    public record Units(
            @NotNull @Schema(examples = "0190f1d2-7c3e-7a10-8000-00000000000a")
            UUID lineId,

            @Schema(minimum = "1", maximum = "999", examples = "1")
            int quantity) {

        static List<LineQuantity> toQuantities(List<Units> lines) {
            return lines.stream()
                    .map(line -> new LineQuantity(line.lineId(), line.quantity()))
                    .toList();
        }
    }

    @POST
    @Path("/confirmation")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "confirmOrder",
            summary = "Confirm an order",
            description =
                    "The amount owed has to be paid or authorized. A confirmed order can be shipped. If less is paid or authorized later and nothing is shipped yet, the confirmation is withdrawn.")
    @OrderRejections({ORDER_CANCELLED, ORDER_COMPLETED, ORDER_HELD, NOT_FULLY_AUTHORIZED})
    public Uni<RestResponse<CommandAnswer>> confirm(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new Confirm(), headers.metadata("confirm"));
    }

    @POST
    @Path("/hold")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "holdOrder",
            summary = "Hold an order",
            description =
                    "A held order is not confirmed, shipped or completed until it is released. Shipments on their way can still be delivered.")
    @OrderRejections({ORDER_CANCELLED, ORDER_COMPLETED})
    public Uni<RestResponse<CommandAnswer>> hold(
            @PathParam("id") UUID id, @Valid @NotNull Reason body, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new Hold(body.reason()), headers.metadata("hold", body));
    }

    @POST
    @Path("/release")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "releaseOrder",
            summary = "Release a held order",
            description = "The order returns to the state that it had before.")
    @OrderRejections({ORDER_CANCELLED, ORDER_COMPLETED})
    public Uni<RestResponse<CommandAnswer>> release(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new Release(), headers.metadata("release"));
    }

    @PUT
    @Path("/shipping-address")
    @Operation(
            operationId = "changeShippingAddress",
            summary = "Change the shipping address of an order",
            description =
                    "Possible while the order has units that are not shipped. Units that are already shipped keep their address.")
    @OrderRejections({ORDER_CANCELLED, ORDER_COMPLETED, ALREADY_SHIPPED})
    public Uni<RestResponse<CommandAnswer>> changeAddress(
            @PathParam("id") UUID id, @Valid @NotNull AddressForm body, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new ChangeAddress(body.toAddress()), headers.metadata("change-address", body));
    }

    @PUT
    @Path("/contact")
    @Operation(
            operationId = "changeContact",
            summary = "Change the contact of an order",
            description = "Possible while the order has units that are not shipped.")
    @OrderRejections({ORDER_CANCELLED, ORDER_COMPLETED, ALREADY_SHIPPED})
    public Uni<RestResponse<CommandAnswer>> changeContact(
            @PathParam("id") UUID id, @Valid @NotNull ContactForm body, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new ChangeContact(body.toContact()), headers.metadata("change-contact", body));
    }

    @POST
    @Path("/cancellation")
    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order",
            description =
                    "Possible while nothing is shipped, or everything shipped was lost or returned to the sender. Payments have to be voided or refunded.")
    @OrderRejections({ORDER_COMPLETED, ALREADY_SHIPPED})
    public Uni<RestResponse<CommandAnswer>> cancel(
            @PathParam("id") UUID id, @Valid @NotNull Reason body, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new Cancel(body.reason()), headers.metadata("cancel", body));
    }

    @POST
    @Path("/completion")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "completeOrder",
            summary = "Complete an order",
            description =
                    "Needs every unit to be delivered, or lost or returned to the sender and credited, and a balance of zero.")
    @OrderRejections({ORDER_CANCELLED, ORDER_HELD, NOT_DELIVERED, BALANCE_OPEN})
    public Uni<RestResponse<CommandAnswer>> complete(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new Complete(), headers.metadata("complete"));
    }

    @PUT
    @Path("/customer")
    @RolesAllowed({Name.CUSTOMER, Name.STAFF})
    @Operation(
            operationId = "assignOrder",
            summary = "Assign a guest's order to a customer",
            description = "By that customer, who sends the guest's token in `Guest-Token`, or by staff.")
    @OrderRejections(ORDER_ASSIGNED)
    public Uni<RestResponse<CommandAnswer>> assign(
            @PathParam("id") UUID id, @Valid @NotNull NewOwner body, @BeanParam CommandHeaders headers) {
        if (!headers.caller().mayActFor(new Owner.Customer(body.customerId()))) {
            throw EdgeProblem.FORBIDDEN.because("Only staff may give an order to another customer.");
        }
        return commands.handle(id, new Assign(body.customerId()), headers.metadata("assign", body));
    }

    @POST
    @Path("/notes")
    @Operation(
            operationId = "addNote",
            summary = "Add a note to an order",
            description = "`part` is the id of the note.")
    @OrderRejections(TOO_MANY_NOTES)
    public Uni<RestResponse<PartAnswer>> addNote(
            @PathParam("id") UUID id, @Valid @NotNull NewNote body, @BeanParam CommandHeaders headers) {
        UUID note = headers.idOf("note", Order.stream(id));
        return commands.handle(
                id,
                new AddNote(note, body.text()),
                headers.metadata("add-note", body),
                note,
                event -> event instanceof NoteAdded added ? Optional.of(added.noteId()) : Optional.empty());
    }
}

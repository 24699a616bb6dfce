package io.cartulary.command.order;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.AddressForm;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.ContactForm;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderCommand.AddNote;
import io.cartulary.command.order.OrderCommand.Assign;
import io.cartulary.command.order.OrderCommand.Cancel;
import io.cartulary.command.order.OrderCommand.ChangeAddress;
import io.cartulary.command.order.OrderCommand.ChangeContact;
import io.cartulary.command.order.OrderCommand.Complete;
import io.cartulary.command.order.OrderCommand.Confirm;
import io.cartulary.command.order.OrderCommand.Hold;
import io.cartulary.command.order.OrderCommand.Release;
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
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Whether an order goes ahead, and for whom. */
@Path("/commands/v1/orders/{id}")
@Tag(name = Tags.ORDERS)
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
public class OrderResource {

    private final CommandHandler commands;

    OrderResource(CommandHandler commands) {
        this.commands = commands;
    }

    public record Reason(
            @NotBlank @Size(max = 500) @Schema(examples = "The customer has changed their mind")
            String reason) {}

    public record NewNote(
            @NotBlank @Size(max = 2000) @Schema(examples = "Leave it with the neighbours.")
            String text) {}

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
            summary = "Confirm an order",
            description =
                    "When what is owed is paid or authorized. Then it may be shipped; if it is not and less is paid or authorized later, the confirmation is withdrawn.")
    public Uni<RestResponse<CommandAnswer>> confirm(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return handle(id, new Confirm(), headers, "confirm");
    }

    @POST
    @Path("/hold")
    @RolesAllowed(Name.STAFF)
    @Operation(
            summary = "Hold an order",
            description =
                    "Nothing is confirmed, shipped or completed until it is released. What is on its way arrives.")
    public Uni<RestResponse<CommandAnswer>> hold(
            @PathParam("id") UUID id, @Valid @NotNull Reason wish, @BeanParam CommandHeaders headers) {
        return handle(id, new Hold(wish.reason()), headers, "hold", wish);
    }

    @POST
    @Path("/release")
    @RolesAllowed(Name.STAFF)
    @Operation(summary = "Release an order that is held", description = "It is again where it was.")
    public Uni<RestResponse<CommandAnswer>> release(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return handle(id, new Release(), headers, "release");
    }

    @PUT
    @Path("/shipping-address")
    @Operation(
            summary = "Set where an order goes",
            description = "As long as something is not shipped yet; what is shipped goes where it went.")
    public Uni<RestResponse<CommandAnswer>> changeAddress(
            @PathParam("id") UUID id, @Valid @NotNull AddressForm wish, @BeanParam CommandHeaders headers) {
        return handle(id, new ChangeAddress(wish.toAddress()), headers, "change-address", wish);
    }

    @PUT
    @Path("/contact")
    @Operation(summary = "Set whom to reach about an order", description = "As long as something is not shipped yet.")
    public Uni<RestResponse<CommandAnswer>> changeContact(
            @PathParam("id") UUID id, @Valid @NotNull ContactForm wish, @BeanParam CommandHeaders headers) {
        return handle(id, new ChangeContact(wish.toContact()), headers, "change-contact", wish);
    }

    @POST
    @Path("/cancellation")
    @Operation(
            summary = "Cancel an order",
            description =
                    "As long as nothing is shipped, or all of it was lost or sent back. What was paid has to be voided or refunded.")
    public Uni<RestResponse<CommandAnswer>> cancel(
            @PathParam("id") UUID id, @Valid @NotNull Reason wish, @BeanParam CommandHeaders headers) {
        return handle(id, new Cancel(wish.reason()), headers, "cancel", wish);
    }

    @POST
    @Path("/completion")
    @RolesAllowed(Name.STAFF)
    @Operation(
            summary = "Complete an order",
            description =
                    "When everything is delivered, or was lost or sent back and is credited, and nobody owes anybody anything.")
    public Uni<RestResponse<CommandAnswer>> complete(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return handle(id, new Complete(), headers, "complete");
    }

    @PUT
    @Path("/customer")
    @RolesAllowed({Name.CUSTOMER, Name.STAFF})
    @Operation(
            summary = "Make a guest's order a customer's",
            description = "By that customer, who shows the guest's token in `Guest-Token`, or by staff.")
    public Uni<RestResponse<CommandAnswer>> assign(
            @PathParam("id") UUID id, @Valid @NotNull NewOwner wish, @BeanParam CommandHeaders headers) {
        if (!headers.caller().mayActFor(new Owner.Customer(wish.customerId()))) {
            throw EdgeProblem.FORBIDDEN.because("Only staff may give an order to another customer.");
        }
        return handle(id, new Assign(wish.customerId()), headers, "assign", wish);
    }

    @POST
    @Path("/notes")
    @Operation(summary = "Add a note to an order")
    public Uni<RestResponse<PartAnswer>> addNote(
            @PathParam("id") UUID id, @Valid @NotNull NewNote wish, @BeanParam CommandHeaders headers) {
        UUID note = headers.idOf("note", Order.stream(id));
        return commands.handle(
                        Order.DECIDER,
                        Order.stream(id),
                        new AddNote(note, wish.text()),
                        headers.metadata("add-note", wish),
                        note,
                        event -> event instanceof NoteAdded added ? Optional.of(added.noteId()) : Optional.empty())
                .map(made -> PartAnswer.of(made, id));
    }

    private Uni<RestResponse<CommandAnswer>> handle(
            UUID id, OrderCommand command, CommandHeaders headers, Object... wish) {
        return commands.handle(Order.DECIDER, Order.stream(id), command, headers.metadata(wish))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

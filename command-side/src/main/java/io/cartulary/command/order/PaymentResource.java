package io.cartulary.command.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.order.OrderCommand.RecordPayment;
import io.cartulary.command.order.OrderCommand.Refund;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.RefundIssued;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes what payment providers have done for an order. */
@Path("/commands/v1/orders/{id}")
@Tag(name = "Orders: payment")
@RolesAllowed(Name.STAFF)
public class PaymentResource {

    private final CommandHandler commands;

    PaymentResource(CommandHandler commands) {
        this.commands = commands;
    }

    public record NewPayment(
            @NotNull
            @Pattern(regexp = "[\\x21-\\x7e]{1,200}")
            @Schema(examples = "pi_3NqJ", description = "What the provider calls it: once for every kind")
            String providerRef,

            @NotNull @Schema(examples = "AUTHORIZED") PaymentKind kind,

            @NotNull Money amount) {}

    public record NewRefund(
            @NotNull
            @Schema(
                    examples = "0190f1d2-7c3e-7a10-8000-00000000000a",
                    description = "The `part` that was answered when the capture was recorded")
            UUID paymentId,

            @NotNull Money amount) {}

    @POST
    @Path("/payments")
    @Operation(
            summary = "Record what a payment provider has done",
            description =
                    "Authorized, captured, failed or voided. Captured and voided are never more than authorized. The same `kind`, `providerRef` and `amount` again is no news, whatever its `Idempotency-Key`. `part` is the payment's id.")
    public Uni<RestResponse<PartAnswer>> recordPayment(
            @PathParam("id") UUID id, @Valid @NotNull NewPayment wish, @BeanParam CommandHeaders headers) {
        UUID payment = paymentId(id, wish);
        var command = new RecordPayment(payment, wish.providerRef(), wish.kind(), wish.amount());
        return handle(id, payment, command, headers, "record-payment", wish);
    }

    @POST
    @Path("/refunds")
    @Operation(summary = "Record a refund", description = "Of one capture, and never more than that.")
    public Uni<RestResponse<PartAnswer>> refund(
            @PathParam("id") UUID id, @Valid @NotNull NewRefund wish, @BeanParam CommandHeaders headers) {
        UUID refund = headers.idOf("refund", Order.stream(id));
        var command = new Refund(refund, wish.paymentId(), wish.amount());
        return handle(id, refund, command, headers, "refund", wish);
    }

    /** Not of the Idempotency-Key: a provider that tells of a payment twice means one. */
    private static UUID paymentId(UUID order, NewPayment payment) {
        String name = "payment\n%s\n%s\n%s".formatted(order, payment.kind(), payment.providerRef());
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private Uni<RestResponse<PartAnswer>> handle(
            UUID id, UUID part, OrderCommand command, CommandHeaders headers, Object... wish) {
        return commands.handle(
                        Order.DECIDER,
                        Order.stream(id),
                        command,
                        headers.metadata(wish),
                        part,
                        event -> event instanceof RefundIssued issued
                                ? Optional.of(issued.refundId())
                                : Optional.empty())
                .map(made -> PartAnswer.of(made, id));
    }
}

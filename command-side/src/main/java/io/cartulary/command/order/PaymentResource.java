package io.cartulary.command.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.order.OrderCommand.Credit;
import io.cartulary.command.order.OrderCommand.RecordPayment;
import io.cartulary.command.order.OrderCommand.Refund;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.RefundIssued;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes what payment providers have done for an order. */
@Path("/commands/v1/orders/{id}")
@Tag(name = "Orders: payment")
@RolesAllowed(Name.STAFF)
public class PaymentResource {

    /** What a provider may call something. */
    private static final String REF = "[\\x21-\\x7e]{1,200}";

    private final CommandHandler commands;

    PaymentResource(CommandHandler commands) {
        this.commands = commands;
    }

    public record NewPayment(
            @NotNull
            @Pattern(regexp = REF)
            @Schema(
                    examples = "pi_3NqJ",
                    description =
                            "The provider's name for the payment: the same for its authorization, captures and voids")
            String providerRef,

            @NotNull @Schema(examples = "AUTHORIZED") PaymentKind kind,

            @NotNull Money amount,

            @Nullable
            @Pattern(regexp = REF)
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    examples = "txn_1MiN",
                    description = "The provider's id of this very transaction: told again, it is no news")
            String transactionRef) {}

    public record NewRefund(
            @Nullable
            @Schema(
                    examples = "0190f1d2-7c3e-7a10-8000-00000000000a",
                    description = "The `part` that was answered when the capture was recorded; or `providerRef`")
            UUID paymentId,

            @NotNull Money amount,

            @Nullable
            @Pattern(regexp = REF)
            @JsonInclude(Include.NON_NULL)
            @Schema(description = "The provider's name for the payment, such as `pi_3NqJ`, if `paymentId` is not known")
            String providerRef,

            @Nullable
            @Pattern(regexp = REF)
            @JsonInclude(Include.NON_NULL)
            @Schema(description = "The provider's id of the refund, such as `re_3NqJ`: told again, it is no news")
            String transactionRef,

            @Nullable
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "Whether the customer owes less by what the shop did not owe; if missing, true once goods are shipped")
            Boolean concession) {}

    @Schema(description = "An amount, or units of lines at their price, or an amount for units of lines")
    public record NewCredit(
            @Nullable Money amount,

            @Nullable @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 500) @Schema(examples = "The box is scratched")
            String reason) {}

    @POST
    @Path("/payments")
    @Operation(
            summary = "Record what a payment provider has done",
            description =
                    "Authorized, captured, failed or voided, in whatever order it is told: what does not add up is in the order's `attention`. A `transactionRef` identifies it within kind and `providerRef`, whatever the `Idempotency-Key` and channel. Without one the key does; the same authorization or failure again is no news, and a second capture of the same `providerRef` and amount is refused with `transaction-ref-needed`. `part` is the payment's id.")
    public Uni<RestResponse<PartAnswer>> recordPayment(
            @PathParam("id") UUID id, @Valid @NotNull NewPayment wish, @BeanParam CommandHeaders headers) {
        UUID payment = paymentId(id, wish, headers);
        var command = new RecordPayment(payment, wish.providerRef(), wish.transactionRef(), wish.kind(), wish.amount());
        return handle(id, payment, command, headers, "record-payment", wish);
    }

    @POST
    @Path("/refunds")
    @Operation(
            summary = "Record a refund",
            description =
                    "Of a capture (`paymentId`) or of a payment (`providerRef`), whether or not it is known yet. A `transactionRef` identifies it, whatever the `Idempotency-Key` and channel. Once goods are shipped, what the shop did not owe is a concession: the customer does not owe it again. `part` is the refund's id.")
    public Uni<RestResponse<PartAnswer>> refund(
            @PathParam("id") UUID id, @Valid @NotNull NewRefund wish, @BeanParam CommandHeaders headers) {
        if (wish.paymentId() == null && wish.providerRef() == null) {
            throw EdgeProblem.MALFORMED_REQUEST.because("A refund has a paymentId or a providerRef.");
        }
        UUID refund = refundId(id, wish, headers);
        var command = new Refund(
                refund, wish.paymentId(), wish.providerRef(), wish.transactionRef(), wish.amount(), wish.concession());
        return handle(id, refund, command, headers, "refund", wish);
    }

    @POST
    @Path("/credits")
    @Operation(
            summary = "Credit a customer",
            description =
                    "Lowers what is owed, by an amount or by the price of units: for goodwill, a lost parcel, a lower price elsewhere. A refund pays out what was paid already. `part` is the credit's id.")
    public Uni<RestResponse<PartAnswer>> credit(
            @PathParam("id") UUID id, @Valid @NotNull NewCredit wish, @BeanParam CommandHeaders headers) {
        if (wish.amount() == null && wish.lines() == null) {
            throw EdgeProblem.MALFORMED_REQUEST.because("A credit has an amount or lines.");
        }
        UUID credit = headers.idOf("credit", Order.stream(id));
        List<LineQuantity> lines = wish.lines() == null ? List.of() : Units.toQuantities(wish.lines());
        return handle(id, credit, new Credit(credit, wish.amount(), lines, wish.reason()), headers, "credit", wish);
    }

    /** Not of the Idempotency-Key where the provider's own ids tell: a provider that tells of a payment twice means one. */
    private static UUID paymentId(UUID order, NewPayment payment, CommandHeaders headers) {
        String transaction = payment.transactionRef();
        if (transaction != null) {
            return named("payment", order, payment.kind(), payment.providerRef(), transaction);
        }
        return switch (payment.kind()) {
            case AUTHORIZED, FAILED ->
                named(
                        "payment",
                        order,
                        payment.kind(),
                        payment.providerRef(),
                        "amount " + payment.amount().amount());
            case CAPTURED, VOIDED -> headers.idOf("payment", Order.stream(order));
        };
    }

    private static UUID refundId(UUID order, NewRefund refund, CommandHeaders headers) {
        String transaction = refund.transactionRef();
        return transaction == null
                ? headers.idOf("refund", Order.stream(order))
                : named("refund", order, refund.paymentId(), refund.providerRef(), transaction);
    }

    private static UUID named(@Nullable Object... parts) {
        String name = Stream.of(parts).map(String::valueOf).collect(Collectors.joining("\n"));
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

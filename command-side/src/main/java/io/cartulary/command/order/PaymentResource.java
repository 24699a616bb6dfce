package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.PartAnswer;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderResource.Units;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.RefundIssued;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
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

/** Records what payment providers have done for an order. */
@Path("/commands/v1/orders/{id}")
@Tag(name = Tags.PAYMENT)
@RolesAllowed(Name.STAFF)
@OrderRejections(NO_SUCH_ORDER)
public class PaymentResource {

    /** The form of a provider's reference. */
    private static final String REF = "[\\x21-\\x7e]{1,200}";

    private final OrderCommands commands;

    PaymentResource(OrderCommands commands) {
        this.commands = commands;
    }

    public record NewPayment(
            @NotNull
            @Pattern(regexp = REF)
            @Schema(
                    examples = "pi_3NqJ",
                    description =
                            "The provider's reference of the payment, the same for its authorization, captures and voids")
            String providerRef,

            @NotNull @Schema(examples = "AUTHORIZED") PaymentKind kind,

            @NotNull Money amount,

            @Nullable
            @Pattern(regexp = REF)
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    examples = "txn_1MiN",
                    description =
                            "The provider's id of this transaction. A repeated notice with the same id changes nothing")
            String transactionRef) {}

    public record NewRefund(
            @Nullable
            @Schema(
                    examples = "0190f1d2-7c3e-7a10-8000-00000000000a",
                    description =
                            "The `part` of the answer to the capture. Either `paymentId` or `providerRef` is required")
            UUID paymentId,

            @NotNull Money amount,

            @Nullable
            @Pattern(regexp = REF)
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "The provider's reference of the payment, such as `pi_3NqJ`, if `paymentId` is not known")
            String providerRef,

            @Nullable
            @Pattern(regexp = REF)
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "The provider's id of the refund, such as `re_3NqJ`. A repeated notice with the same id changes nothing")
            String transactionRef,

            @Nullable
            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "Whether a refund of more than the shop owes also lowers what the customer owes. The default is true once goods are shipped")
            Boolean concession) {}

    @Schema(description = "An amount, units of lines at their price, or an amount for units of lines")
    public record NewCredit(
            @Nullable Money amount,

            @Nullable @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid Units> lines,

            @NotBlank @Size(max = 500) @Schema(examples = "The box is scratched")
            String reason) {}

    @POST
    @Path("/payments")
    @Operation(
            operationId = "recordPayment",
            summary = "Record what a payment provider did",
            description =
                    "Authorized, captured, failed or voided, in any order: `attention` of the order lists what does not add up. A `transactionRef` identifies the notice within its kind and `providerRef`, for every `Idempotency-Key` and channel. Without it the key identifies the notice; a repeated authorization or failure changes nothing, and a second capture of the same `providerRef` and amount is rejected with `transaction-ref-needed`. `part` is the id of the payment.")
    @OrderRejections({
        AMOUNT_NOT_POSITIVE,
        CURRENCY_MISMATCH,
        AMOUNT_TOO_LARGE,
        TRANSACTION_REF_NEEDED,
        TOO_MANY_PAYMENTS
    })
    public Uni<RestResponse<PartAnswer>> recordPayment(
            @PathParam("id") UUID id, @Valid @NotNull NewPayment body, @BeanParam CommandHeaders headers) {
        UUID payment = paymentId(id, body, headers);
        var command = new RecordPayment(payment, body.providerRef(), body.transactionRef(), body.kind(), body.amount());
        return handle(id, payment, command, headers, "record-payment", body);
    }

    @POST
    @Path("/refunds")
    @Operation(
            operationId = "recordRefund",
            summary = "Record a refund",
            description =
                    "Of a capture (`paymentId`) or of a payment (`providerRef`), which need not be recorded yet. A `transactionRef` identifies the refund, for every `Idempotency-Key` and channel. Once goods are shipped, a refund of more than the shop owes is a concession: the customer does not owe it again. `part` is the id of the refund.")
    @OrderRejections({AMOUNT_NOT_POSITIVE, CURRENCY_MISMATCH, AMOUNT_TOO_LARGE, TOO_MANY_PAYMENTS})
    public Uni<RestResponse<PartAnswer>> refund(
            @PathParam("id") UUID id, @Valid @NotNull NewRefund body, @BeanParam CommandHeaders headers) {
        if (body.paymentId() == null && body.providerRef() == null) {
            throw Violation.at("/paymentId", ViolationCode.MISSING, "is required if there is no providerRef.")
                    .problem();
        }
        UUID refund = refundId(id, body, headers);
        var command = new Refund(
                refund, body.paymentId(), body.providerRef(), body.transactionRef(), body.amount(), body.concession());
        return handle(id, refund, command, headers, "refund", body);
    }

    @POST
    @Path("/credits")
    @Operation(
            operationId = "creditOrder",
            summary = "Credit the customer",
            description =
                    "Lowers what the customer owes, by an amount or by the price of units: for goodwill, a lost parcel or a price match. A credit pays nothing out; record a refund for that. `part` is the id of the credit.")
    @OrderRejections({
        ORDER_CANCELLED,
        TOO_MANY_CREDITS,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        MORE_THAN_CREDITABLE,
        AMOUNT_NOT_POSITIVE,
        CURRENCY_MISMATCH,
        AMOUNT_TOO_LARGE,
        CREDIT_OUT_OF_RANGE
    })
    public Uni<RestResponse<PartAnswer>> credit(
            @PathParam("id") UUID id, @Valid @NotNull NewCredit body, @BeanParam CommandHeaders headers) {
        if (body.amount() == null && body.lines() == null) {
            throw Violation.at("/amount", ViolationCode.MISSING, "is required if there are no lines.")
                    .problem();
        }
        UUID credit = headers.idOf("credit", Order.stream(id));
        List<LineQuantity> lines = body.lines() == null ? List.of() : Units.toQuantities(body.lines());
        return handle(id, credit, new Credit(credit, body.amount(), lines, body.reason()), headers, "credit", body);
    }

    /**
     * Not derived from the Idempotency-Key where the provider's own ids identify the payment: two reports of a payment
     * mean one payment.
     */
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
            UUID id, UUID part, OrderCommand command, CommandHeaders headers, Object... body) {
        return commands.handle(
                id,
                command,
                headers.metadata(body),
                part,
                event -> event instanceof RefundIssued issued ? Optional.of(issued.refundId()) : Optional.empty());
    }
}

package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DryRun;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.Order.Known;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.EditedLine;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Changes the lines of an order. Staff only: an added line may be shipped although nobody has authorized its price. */
@Path("/commands/v1/orders/{id}/edits")
@Tag(name = Tags.ORDERS)
@RolesAllowed(Name.STAFF)
@OrderRejections(NO_SUCH_ORDER)
public class EditResource {

    /** The maximum number of new products in one edit: each is looked up in the register. */
    static final int MAX_NEW_PRODUCTS = 50;

    private static final String IGNORED = "A member of the answer to a dry run, which can be sent as it is. Ignored";

    /** That it is edited, and that it is not confirmed any more. */
    private static final int EVENTS_OF_AN_EDIT = 2;

    private final CommandHandler commands;
    private final StateCache streams;
    private final EventStore store;

    EditResource(CommandHandler commands, StateCache streams, EventStore store) {
        this.commands = commands;
        this.streams = streams;
        this.store = store;
    }

    /** Takes the answer of a dry run as well, as it is: of what that has beside a request, nothing is looked at. */
    @Schema(
            examples =
                    "{\"lines\": [{\"lineId\": \"0190f1d2-7c3e-7a10-8000-00000000000a\", \"quantity\": 2}], \"dryRun\": true}")
    public record NewEdit(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid EditForm> lines,

            @Schema(description = "Answer what the edit would change, and change nothing", defaultValue = "false")
            @Nullable
            Boolean dryRun,

            @JsonInclude(Include.NON_NULL)
            @Schema(
                    description =
                            "The total that the order has after the edit. An edit that leads to any other total is rejected")
            @Nullable
            Money expectedTotal,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            String id,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            Long version,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            Boolean carriedOut,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            List<EditedLine> deltas,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            Money totalBefore,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            Money totalAfter,

            @JsonInclude(Include.NON_NULL) @Schema(description = IGNORED) @Nullable
            Money balance) {

        boolean isDryRun() {
            return Boolean.TRUE.equals(dryRun);
        }
    }

    @Schema(description = "Either a line of the order (`lineId`) or a new product (`sku`)")
    public record EditForm(
            @Nullable UUID lineId,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") @Schema(examples = "COFFEE-1KG")
            String sku,

            @Schema(minimum = "0", maximum = "999", examples = "2", description = "0 removes a line from the order")
            int quantity) {}

    /**
     * @param version of the order afterwards; the present one after a dry run
     * @param carriedOut false for the answer of a dry run
     * @param lines as in the request, so that the answer of a dry run can be sent back
     * @param expectedTotal the total afterwards, for the same reason
     * @param balance the open amount afterwards; when positive, the customer owes it
     */
    @Schema(
            description =
                    "What an edit changed, or what a dry run would change. The answer of a dry run can be sent as the body of the edit")
    public record EditAnswer(
            @Schema(description = "The id of the order") String id,

            @Schema(description = "Its version after the edit; its present version after a dry run")
            long version,

            @Schema(description = "Whether the edit was carried out: false for a dry run")
            boolean carriedOut,

            @Schema(description = "The lines of the request")
            List<EditForm> lines,

            @Schema(description = "The total after the edit")
            Money expectedTotal,

            @Schema(description = "The lines whose quantity changes")
            List<EditedLine> deltas,

            Money totalBefore,
            Money totalAfter,

            @Schema(description = "What the customer owes after the edit; negative if the shop owes the customer")
            Money balance) {

        private static EditAnswer of(CommandAnswer answer, boolean carriedOut, NewEdit body, OrderEdited edited) {
            return new EditAnswer(
                    answer.id(),
                    answer.version(),
                    carriedOut,
                    body.lines(),
                    edited.totalAfter(),
                    edited.deltas(),
                    edited.totalBefore(),
                    edited.totalAfter(),
                    edited.balance());
        }
    }

    @POST
    @Operation(
            operationId = "editOrder",
            summary = "Edit the lines of an order",
            description =
                    "Sets the quantity of lines, to no less than is shipped, and adds products at their current price. Lines keep the price at which they were ordered. A dry run answers the same and changes nothing. Its answer can be sent as the body of the edit, which is carried out if it leads to the same total (`expectedTotal`).")
    @OrderRejections({
        ORDER_CANCELLED,
        ORDER_COMPLETED,
        NO_LINES,
        LINE_NAMED_TWICE,
        NO_SUCH_LINE,
        QUANTITY_OUT_OF_RANGE,
        FEWER_THAN_SHIPPED,
        PRODUCT_NOT_LISTED,
        CURRENCY_MISMATCH,
        NOTHING_LEFT,
        ORDER_FULL,
        TOTAL_DIFFERS,
        AMOUNT_TOO_LARGE
    })
    public Uni<RestResponse<EditAnswer>> edit(
            @PathParam("id") UUID id, @Valid @NotNull NewEdit body, @BeanParam CommandHeaders headers) {
        checkShape(body.lines());
        CommandMetadata metadata = headers.metadata("edit", body);
        return command(id, body, headers)
                .chain(edit -> body.isDryRun() ? tryOut(id, edit, body, metadata) : carryOut(id, edit, body, metadata));
    }

    private static void checkShape(List<EditForm> lines) {
        List<Violation> violations = IntStream.range(0, lines.size())
                .filter(line ->
                        (lines.get(line).lineId() == null) == (lines.get(line).sku() == null))
                .mapToObj(line -> Violation.at(
                        "/lines/" + line, ViolationCode.CONTRADICTORY, "has to have either a lineId or a sku."))
                .toList();
        if (!violations.isEmpty()) {
            throw Violation.problem(EdgeProblem.MALFORMED_REQUEST, violations);
        }
        if (lines.stream().filter(line -> line.sku() != null).count() > MAX_NEW_PRODUCTS) {
            throw Violation.at(
                            "/lines",
                            ViolationCode.WRONG_LENGTH,
                            "can have at most " + MAX_NEW_PRODUCTS + " new products.")
                    .problem();
        }
    }

    private Uni<Edit> command(UUID id, NewEdit body, CommandHeaders headers) {
        return Multi.createFrom()
                .iterable(body.lines())
                .onItem()
                .transformToUniAndConcatenate(line -> command(id, line, headers))
                .collect()
                .asList()
                .map(lines -> new Edit(lines, body.expectedTotal()));
    }

    private Uni<LineEdit> command(UUID id, EditForm line, CommandHeaders headers) {
        if (line.lineId() != null) {
            return Uni.createFrom().item(new ChangedLine(line.lineId(), line.quantity()));
        }
        String sku = String.valueOf(line.sku());
        return streams.current(Offer.FOLD, Offer.stream(sku))
                .map(Folded::state)
                .map(offer -> new AddedLine(
                        headers.idOf("line of " + sku, Order.stream(id)), sku, line.quantity(), offer.orElse(null)));
    }

    private Uni<RestResponse<EditAnswer>> tryOut(UUID id, Edit edit, NewEdit body, CommandMetadata metadata) {
        return commands.tryOut(Order.DECIDER, Order.stream(id), edit, metadata)
                .map(tried -> CommandAnswer.of(
                        tried.outcome(), Status.OK, id, answer -> EditAnswer.of(answer, false, body, edited(tried))));
    }

    private static OrderEdited edited(DryRun<Order, OrderEvent> tried) {
        return tried.events().stream()
                .flatMap(event -> event instanceof OrderEdited edited ? Stream.of(edited) : Stream.empty())
                .findFirst()
                .orElseGet(() -> unchanged(tried.state()));
    }

    private Uni<RestResponse<EditAnswer>> carryOut(UUID id, Edit edit, NewEdit body, CommandMetadata metadata) {
        StreamId stream = Order.stream(id);
        return commands.handle(Order.DECIDER, stream, edit, metadata)
                .chain(outcome -> (outcome instanceof Outcome.Done done
                                ? edited(done, metadata)
                                : Uni.createFrom().<OrderEdited>nullItem())
                        .map(edited -> CommandAnswer.of(
                                outcome, Status.OK, id, answer -> EditAnswer.of(answer, true, body, edited))));
    }

    /**
     * The event as it is stored, so that a retry gets the same answer; or the order at that version, when there was
     * nothing to change. It is the command's first event; the command's other events follow it.
     */
    private Uni<OrderEdited> edited(Outcome.Done done, CommandMetadata metadata) {
        return store.read(done.stream(), Math.max(0, done.version() - EVENTS_OF_AN_EDIT), EVENTS_OF_AN_EDIT)
                .map(last -> last.stream()
                        .filter(envelope -> metadata.ids().contains(envelope.commandId()))
                        .flatMap(envelope ->
                                envelope.event() instanceof OrderEdited edited ? Stream.of(edited) : Stream.empty())
                        .findFirst())
                .chain(found -> found.map(edited -> Uni.createFrom().item(edited))
                        .orElseGet(() -> streams.at(Order.DECIDER.fold(), done.stream(), done.version())
                                .map(EditResource::unchanged)));
    }

    private static OrderEdited unchanged(Order order) {
        return Editing.unchanged((Known) order);
    }
}

package io.cartulary.command.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DryRun;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.Streams;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.Order.Known;
import io.cartulary.command.order.OrderCommand.AddedLine;
import io.cartulary.command.order.OrderCommand.ChangedLine;
import io.cartulary.command.order.OrderCommand.Edit;
import io.cartulary.command.order.OrderCommand.LineEdit;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.EditedLine;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.EdgeProblem;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Changes of what was ordered. Staff only: what is added may be shipped, and nobody has authorized it. */
@Path("/commands/v1/orders/{id}/edits")
@Tag(name = Tags.ORDERS)
@RolesAllowed(Name.STAFF)
public class EditResource {

    /** New products in one edit at most: each is looked up in the register. */
    static final int MAX_NEW_PRODUCTS = 50;

    /** That it is edited, and that it is not confirmed any more. */
    private static final int EVENTS_OF_AN_EDIT = 2;

    private final CommandHandler commands;
    private final Streams streams;
    private final EventStore store;

    EditResource(CommandHandler commands, Streams streams, EventStore store) {
        this.commands = commands;
        this.streams = streams;
        this.store = store;
    }

    /** Takes the answer of a dry run as well, as it is: of what that has beside a request, nothing is looked at. */
    public record NewEdit(
            @NotNull @Size(min = 1, max = Order.MAX_LINES) List<@NotNull @Valid EditForm> lines,

            @Schema(description = "Only tell what would happen", defaultValue = "false") @Nullable
            Boolean dryRun,

            @JsonInclude(Include.NON_NULL)
            @Schema(description = "The only total that the order may have afterwards")
            @Nullable
            Money expectedTotal,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            String id,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            Long version,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            Boolean carriedOut,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            List<EditedLine> deltas,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            Money totalBefore,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            Money totalAfter,

            @JsonInclude(Include.NON_NULL) @Schema(hidden = true) @Nullable
            Money balance) {

        boolean isDryRun() {
            return Boolean.TRUE.equals(dryRun);
        }
    }

    @Schema(description = "Either a line of the order or a new product")
    public record EditForm(
            @Nullable UUID lineId,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") @Schema(examples = "COFFEE-1KG")
            String sku,

            @Schema(minimum = "0", maximum = "999", examples = "2", description = "0 takes a line out of the order")
            int quantity) {}

    /**
     * @param version of the order afterwards; the present one after a dry run
     * @param carriedOut false for the answer of a dry run
     * @param lines as they were asked for, so that the answer of a dry run can be sent back
     * @param expectedTotal the total afterwards, for the same reason
     * @param balance what is open afterwards; positive, the customer owes it
     */
    @Schema(description = "What an edit has changed, or would change; that of a dry run can be sent back as it is")
    public record EditAnswer(
            String id,
            long version,
            boolean carriedOut,
            List<EditForm> lines,
            Money expectedTotal,
            List<EditedLine> deltas,
            Money totalBefore,
            Money totalAfter,
            Money balance) {

        private static EditAnswer of(CommandAnswer answer, boolean carriedOut, NewEdit wish, OrderEdited edited) {
            return new EditAnswer(
                    answer.id(),
                    answer.version(),
                    carriedOut,
                    wish.lines(),
                    edited.totalAfter(),
                    edited.deltas(),
                    edited.totalBefore(),
                    edited.totalAfter(),
                    edited.balance());
        }
    }

    @POST
    @Operation(
            summary = "Change what was ordered",
            description =
                    "Sets how many units lines have, no fewer than were shipped, and adds products at their present price. A line keeps the price it was ordered at. A dry run answers the same and changes nothing; its answer can be sent back as it is, and is carried out if the total is still as it says (`expectedTotal`).")
    public Uni<RestResponse<EditAnswer>> edit(
            @PathParam("id") UUID id, @Valid @NotNull NewEdit wish, @BeanParam CommandHeaders headers) {
        checkShape(wish.lines());
        CommandMetadata metadata = headers.metadata("edit", wish);
        return command(id, wish, headers)
                .chain(edit -> wish.isDryRun() ? tryOut(id, edit, wish, metadata) : carryOut(id, edit, wish, metadata));
    }

    private static void checkShape(List<EditForm> lines) {
        if (lines.stream().anyMatch(line -> (line.lineId() == null) == (line.sku() == null))) {
            throw EdgeProblem.MALFORMED_REQUEST.because("A line of an edit has either a lineId or a sku.");
        }
        if (lines.stream().filter(line -> line.sku() != null).count() > MAX_NEW_PRODUCTS) {
            throw EdgeProblem.MALFORMED_REQUEST.because("An edit has " + MAX_NEW_PRODUCTS + " new products at most.");
        }
    }

    private Uni<Edit> command(UUID id, NewEdit wish, CommandHeaders headers) {
        return Multi.createFrom()
                .iterable(wish.lines())
                .onItem()
                .transformToUniAndConcatenate(line -> command(id, line, headers))
                .collect()
                .asList()
                .map(lines -> new Edit(lines, wish.expectedTotal()));
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

    private Uni<RestResponse<EditAnswer>> tryOut(UUID id, Edit edit, NewEdit wish, CommandMetadata metadata) {
        return commands.tryOut(Order.DECIDER, Order.stream(id), edit, metadata)
                .map(tried -> CommandAnswer.of(
                        tried.outcome(), Status.OK, id, answer -> EditAnswer.of(answer, false, wish, edited(tried))));
    }

    private static OrderEdited edited(DryRun<Order, OrderEvent> tried) {
        return tried.events().stream()
                .flatMap(event -> event instanceof OrderEdited edited ? Stream.of(edited) : Stream.empty())
                .findFirst()
                .orElseGet(() -> unchanged(tried.state()));
    }

    private Uni<RestResponse<EditAnswer>> carryOut(UUID id, Edit edit, NewEdit wish, CommandMetadata metadata) {
        StreamId stream = Order.stream(id);
        return commands.handle(Order.DECIDER, stream, edit, metadata)
                .chain(outcome -> (outcome instanceof Outcome.Done done
                                ? edited(done, metadata)
                                : Uni.createFrom().<OrderEdited>nullItem())
                        .map(edited -> CommandAnswer.of(
                                outcome, Status.OK, id, answer -> EditAnswer.of(answer, true, wish, edited))));
    }

    /**
     * The event as it is stored, so that a retry is answered the same; or, when there was nothing to change, what the order
     * was then. It is the command's first; what else the command has led to comes behind it.
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

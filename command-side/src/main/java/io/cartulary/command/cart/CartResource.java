package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.order.OrderRejection.NO_SUCH_ORDER;
import static io.cartulary.command.order.OrderRejection.ORDER_ASSIGNED;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.http.AddressForm;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.ContactForm;
import io.cartulary.command.http.GuestTokens;
import io.cartulary.command.http.Tags;
import io.cartulary.command.order.OrderAssignment;
import io.cartulary.command.order.OrderRejections;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent.LeftOutLine;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Origin;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Accepts the commands for carts. */
@Path("/commands/v1/carts")
@Tag(name = Tags.CARTS)
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
@CartRejections({NO_SUCH_CART, CART_FROZEN, CART_MERGING, CART_MERGED, CART_CHECKED_OUT})
public class CartResource {

    private final CommandHandler handler;
    private final CartCommands commands;
    private final StateCache streams;
    private final Offers offers;
    private final PastCarts past;
    private final CartMergeProcess merger;
    private final GuestTokens guestTokens;
    private final GuestCarts guestCarts;
    private final OrderAssignment orders;
    private final Registers registers;

    CartResource(
            CommandHandler handler,
            CartCommands commands,
            StateCache streams,
            Offers offers,
            PastCarts past,
            CartMergeProcess merger,
            GuestTokens guestTokens,
            GuestCarts guestCarts,
            OrderAssignment orders,
            Registers registers) {
        this.handler = handler;
        this.commands = commands;
        this.streams = streams;
        this.offers = offers;
        this.past = past;
        this.merger = merger;
        this.guestTokens = guestTokens;
        this.guestCarts = guestCarts;
        this.orders = orders;
        this.registers = registers;
    }

    /** Exactly one of the two: a currency for an empty cart, or what to copy. */
    @Schema(examples = "{\"currency\": \"EUR\"}")
    public record NewCart(
            @Nullable
            @Schema(
                    implementation = String.class,
                    examples = "EUR",
                    description = "The currency of an empty cart, ISO 4217")
            Currency currency,

            @Nullable
            @Pattern(regexp = "(cart|order):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
            @Schema(
                    examples = "order:0190f1d2-7c3e-7a10-8000-0000000000ff",
                    description =
                            "A cart or an order. The new cart has one line for each of its products that is on sale,"
                                    + " with the same quantity, at the current price")
            String copyOf,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Pattern(regexp = "[\\x21-\\x7e]{1,100}")
            @Schema(
                    examples = "alice",
                    description =
                            "The customer who owns the cart. Required from staff; other callers create their own carts")
            String customerId) {

        @JsonIgnore
        @AssertTrue(message = "has either a currency or something to copy")
        @Schema(hidden = true)
        public boolean isOneOfBoth() {
            return (currency == null) != (copyOf == null);
        }
    }

    public record NewItem(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") @Schema(examples = "COFFEE-1KG")
            String sku,

            @Schema(minimum = "1", maximum = "999", examples = "2")
            int quantity) {}

    public record NewQuantity(
            @Schema(minimum = "0", maximum = "999", examples = "3", description = "0 removes the line")
            int quantity) {}

    @Schema(name = "CartAssignment")
    public record Customer(
            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{1,100}") @Schema(examples = "alice")
            String customerId) {}

    @Schema(name = "CartMerge")
    public record Merge(
            @NotNull
            @Schema(
                    examples = "0190f1d2-7c3e-7a10-8000-0000000000cc",
                    description = "The cart that is merged into this one and closed")
            UUID source,

            @NotNull
            @Schema(
                    examples = "SUM",
                    description =
                            "The quantity of a product that both carts have: the sum (SUM), the larger quantity (MAX),"
                                    + " that of this cart (TARGET) or that of the other cart (SOURCE)")
            MergeMode mode) {}

    /** One of both: a version, or a time. */
    @Schema(name = "CartRestoration", examples = "{\"version\": 4}")
    public record Restoration(
            @Nullable @Min(1) @Schema(examples = "4", description = "The version of the cart to restore")
            Long version,

            @Nullable
            @Schema(description = "The cart is restored to its state at this time. Either `version` or `asOf`")
            Instant asOf) {

        @JsonIgnore
        @AssertTrue(message = "has either a version or a time")
        @Schema(hidden = true)
        public boolean isOneOfBoth() {
            return (version == null) != (asOf == null);
        }
    }

    @Schema(name = "CartFreeze")
    public record Freezing(
            @NotNull
            @Schema(
                    examples = "2026-12-24T18:00:00Z",
                    description = "The cart accepts commands again after this time, which is at most 366 days ahead")
            Instant until) {}

    @Schema(name = "Checkout")
    public record Expectation(
            @NotNull
            @Schema(
                    description =
                            "The total that the shopper has seen, with discounts, shipping and taxes. A cart with any"
                                    + " other total is not checked out")
            Money expectedTotal) {}

    /** @param guestToken the bearer token of the guest that the cart belongs to; null when its owner has one already */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NewCartAnswer(
            @Schema(description = "The id of the cart") String id,

            @Schema(description = "Its version") long version,

            @Schema(
                    description =
                            "The bearer token of the new guest who owns the cart. Missing if the request had a token")
            @Nullable
            String guestToken) {}

    /** @param leftOut what the cart had then and did not get back; empty when it got everything */
    public record RestorationAnswer(
            @Schema(description = "The id of the cart") String id,

            @Schema(description = "Its version after the command")
            long version,

            @Schema(description = "The units that were not restored")
            List<LeftOutLine> leftOut) {

        static Function<CommandAnswer, RestorationAnswer> leavingOut(List<LeftOutLine> leftOut) {
            return answer -> new RestorationAnswer(answer.id(), answer.version(), leftOut);
        }
    }

    @POST
    @PermitAll
    @Operation(
            operationId = "createCart",
            summary = "Create a cart",
            description =
                    "Creates an empty cart, or a copy of a cart or an order. The cart belongs to the customer or guest"
                            + " whose token the request carries. Without a token it belongs to a new guest: `guestToken`"
                            + " is the bearer token of that guest, and nobody can use the cart without it. Staff name the"
                            + " customer.")
    @CartRejections(
            value = {NO_SUCH_ORIGINAL, CART_EXISTS},
            inherited = false)
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: operators have no carts, and only staff create carts for customers")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, `too-many-guest-carts`")
    @APIResponse(
            responseCode = "201",
            description = "The cart is created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewCartAnswer.class)))
    public Uni<RestResponse<NewCartAnswer>> create(@Valid @NotNull NewCart body, @BeanParam CommandHeaders headers) {
        return Multi.createFrom()
                .iterable(headers.ofGuest())
                .onItem()
                .transformToUniAndConcatenate(before -> createdBefore(body, before))
                .select()
                .where(Optional::isPresent)
                .toUni()
                .chain(before -> before == null
                        ? createNow(body, headers)
                        : Uni.createFrom().item(before.orElseThrow()));
    }

    /** The answer that the caller got as a guest: a login between two attempts doesn't create a second cart. */
    private Uni<Optional<RestResponse<NewCartAnswer>>> createdBefore(NewCart body, CommandHeaders before) {
        UUID id = before.rootId(Cart.CATEGORY);
        return handler.answeredBefore(Cart.DECIDER.fold(), Cart.stream(id), before.metadata("create", body))
                .map(answered -> answered.map(outcome -> CommandAnswer.of(
                        outcome,
                        Status.CREATED,
                        id,
                        answer -> new NewCartAnswer(answer.id(), answer.version(), null))));
    }

    private Uni<RestResponse<NewCartAnswer>> createNow(NewCart body, CommandHeaders headers) {
        UUID id = headers.rootId(Cart.CATEGORY);
        CommandMetadata metadata = headers.metadata("create", body);
        Caller caller = headers.caller();
        Owner owner = owner(body.customerId(), headers);
        if (owner instanceof Owner.Guest) {
            guestCarts.count(headers.address());
        }
        Uni<Optional<Create>> create = body.currency() != null
                ? Uni.createFrom().item(Optional.of(new Create(owner, body.currency())))
                : copy(id, owner, StreamId.parse(String.valueOf(body.copyOf())), headers);
        return create.chain(wanted -> wanted.map(
                                command -> handler.handleFirst(Cart.DECIDER, Cart.stream(id), command, metadata))
                        .orElseGet(
                                () -> handler.reject(Cart.DECIDER.fold(), Cart.stream(id), NO_SUCH_ORIGINAL, metadata)))
                .map(outcome -> CommandAnswer.of(
                        outcome,
                        Status.CREATED,
                        id,
                        answer -> new NewCartAnswer(answer.id(), answer.version(), guestToken(owner, caller))));
    }

    private static Owner owner(@Nullable String customerId, CommandHeaders headers) {
        Caller caller = headers.caller();
        if (customerId != null) {
            var customer = new Owner.Customer(customerId);
            if (!caller.mayActFor(customer)) {
                throw EdgeProblem.FORBIDDEN.because("Only staff may create a cart for somebody else.");
            }
            return customer;
        }
        if (caller.customer() == null && caller.is(Role.STAFF)) {
            throw Violation.at(
                            "/customerId",
                            ViolationCode.MISSING,
                            "has to say for which customer staff create the cart.")
                    .problem();
        }
        if (caller.customer() == null && caller.is(Role.OPERATOR)) {
            throw EdgeProblem.FORBIDDEN.because("An operator has no carts.");
        }
        if (caller.customer() != null) {
            return new Owner.Customer(caller.customer());
        }
        return new Owner.Guest(caller.guest() == null ? headers.rootId(CommandHeaders.GUEST) : caller.guest());
    }

    private @Nullable String guestToken(Owner owner, Caller caller) {
        return owner instanceof Owner.Guest(UUID guest) && !guest.equals(caller.guest()) ? guestTokens.of(guest) : null;
    }

    private Uni<Optional<Create>> copy(UUID id, Owner owner, StreamId stream, CommandHeaders headers) {
        Caller caller = headers.caller();
        return original(stream)
                .map(found -> found.filter(original -> caller.mayActFor(original.owner())))
                .chain(found -> found.map(original -> Uni.combine()
                                .all()
                                .unis(offers.of(original.skus()), registers.aboutNew())
                                .with((prices, present) -> Optional.of(new Create(
                                        owner,
                                        original.currency(),
                                        new Origin.Copy(stream),
                                        original.at(prices, line -> headers.idOf("line " + line, Cart.stream(id))),
                                        present))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<CopySource>> original(StreamId stream) {
        return stream.category().equals(Cart.CATEGORY)
                ? streams.current(Cart.DECIDER.fold(), stream).map(cart -> CopySource.of(cart.state()))
                : streams.current(CopySource.OF_ORDER, stream).map(Folded::state);
    }

    @POST
    @Path("/{id}/items")
    @Operation(
            operationId = "addItem",
            summary = "Add units of a product to the cart",
            description =
                    "At the product's current price. If the cart already has the product, its line grows and all units"
                            + " of the line take the current price. A cart has at most 999 units of one product, all lines"
                            + " together.")
    @CartRejections({QUANTITY_OUT_OF_RANGE, PRODUCT_NOT_LISTED, CURRENCY_MISMATCH, PRICE_TOO_HIGH, CART_FULL, LINE_FULL
    })
    public Uni<RestResponse<CommandAnswer>> addItem(
            @PathParam("id") UUID id, @Valid @NotNull NewItem body, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("add-item", body);
        return offers.of(body.sku())
                .map(offer -> new AddItem(
                        headers.idOf("line", Cart.stream(id)), body.sku(), body.quantity(), offer.orElse(null)))
                .chain(add -> commands.price(id, add, metadata));
    }

    @PUT
    @Path("/{id}/items/{lineId}")
    @Operation(
            operationId = "changeQuantity",
            summary = "Set the quantity of a line",
            description =
                    "A higher quantity needs a product on sale and gives all units of the line the current price. A"
                            + " lower quantity keeps the price. A line that reaches the price of another line of the same"
                            + " product is joined to it.")
    @CartRejections({
        QUANTITY_OUT_OF_RANGE,
        NO_SUCH_LINE,
        PRODUCT_NOT_LISTED,
        CURRENCY_MISMATCH,
        PRICE_TOO_HIGH,
        LINE_FULL
    })
    public Uni<RestResponse<CommandAnswer>> changeQuantity(
            @PathParam("id") UUID id,
            @PathParam("lineId") UUID lineId,
            @Valid @NotNull NewQuantity body,
            @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("change-quantity", lineId, body);
        return offers.ofLine(id, lineId)
                .map(offer -> new ChangeQuantity(lineId, body.quantity(), offer.orElse(null)))
                .chain(change -> commands.price(id, change, metadata));
    }

    @DELETE
    @Path("/{id}/items/{lineId}")
    @Operation(
            operationId = "removeItem",
            summary = "Remove a line from the cart",
            description = "Changes nothing if the cart has no such line.")
    public Uni<RestResponse<CommandAnswer>> removeItem(
            @PathParam("id") UUID id, @PathParam("lineId") UUID lineId, @BeanParam CommandHeaders headers) {
        return commands.price(id, new RemoveItem(lineId), headers.metadata("remove-item", lineId));
    }

    @DELETE
    @Path("/{id}/items")
    @Operation(
            operationId = "clearCart",
            summary = "Remove all lines from the cart",
            description = "The cart stays open. Changes nothing if the cart is empty.")
    public Uni<RestResponse<CommandAnswer>> clear(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return commands.price(id, new Clear(), headers.metadata("clear"));
    }

    @POST
    @Path("/{id}/repricing")
    @Operation(
            operationId = "repriceCart",
            summary = "Give every line the current price of its product",
            description =
                    "A product that is no longer on sale keeps its price. Lines of one product that reach the same"
                            + " price are joined. Promotions, shipping and taxes are those of the present, too.")
    public Uni<RestResponse<CommandAnswer>> reprice(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("reprice");
        return streams.current(Cart.DECIDER.fold(), Cart.stream(id))
                .map(cart -> CopySource.of(cart.state()).map(CopySource::skus).orElseGet(Set::of))
                .chain(offers::of)
                .chain(prices -> commands.price(id, new Reprice(prices), metadata));
    }

    @PUT
    @Path("/{id}/shipping-address")
    @Operation(
            operationId = "setShippingAddress",
            summary = "Set the shipping address of the cart",
            description = "The order that the cart becomes is shipped to this address.")
    public Uni<RestResponse<CommandAnswer>> setShippingAddress(
            @PathParam("id") UUID id, @Valid @NotNull AddressForm body, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("set-shipping-address", body);
        Address address = body.toAddress();
        return registers
                .about(id, address)
                .chain(present ->
                        commands.handle(id, new AtPresentTerms(new SetShippingAddress(address), present), metadata));
    }

    @PUT
    @Path("/{id}/contact")
    @Operation(
            operationId = "setContact",
            summary = "Set the contact of the cart",
            description = "How the shop reaches the customer about the order.")
    public Uni<RestResponse<CommandAnswer>> setContact(
            @PathParam("id") UUID id, @Valid @NotNull ContactForm body, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new SetContact(body.toContact()), headers.metadata("set-contact", body));
    }

    @PUT
    @Path("/{id}/customer")
    @RolesAllowed({Name.CUSTOMER, Name.STAFF})
    @Operation(
            operationId = "assignCart",
            summary = "Assign a guest's cart to a customer",
            description = "By that customer, who sends the guest's token in `Guest-Token`, or by staff. If the cart is"
                    + " checked out, its order is assigned instead, and the answer is about the order.")
    @CartRejections(
            value = {NO_SUCH_CART, CART_FROZEN, CART_MERGING, CART_MERGED, CART_ASSIGNED},
            inherited = false)
    @OrderRejections({NO_SUCH_ORDER, ORDER_ASSIGNED})
    public Uni<RestResponse<CommandAnswer>> assign(
            @PathParam("id") UUID id, @Valid @NotNull Customer body, @BeanParam CommandHeaders headers) {
        if (!headers.caller().mayActFor(new Owner.Customer(body.customerId()))) {
            throw EdgeProblem.FORBIDDEN.because("Only staff may make a cart another customer's.");
        }
        CommandMetadata metadata = headers.metadata("assign", body);
        return handler.handle(Cart.DECIDER, Cart.stream(id), new Assign(body.customerId()), metadata)
                .chain(outcome -> outcome.equals(new Outcome.Rejected(CART_CHECKED_OUT))
                        ? orders.assign(id, body.customerId(), metadata)
                        : Uni.createFrom().item(outcome))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }

    @POST
    @Path("/{id}/merge")
    @Operation(
            operationId = "mergeCart",
            summary = "Merge another cart into this one",
            description =
                    "Both carts belong to the caller; a customer sends the token of the guest who owns one of them in"
                            + " `Guest-Token`. Lines of the other cart keep their prices. The answer and `If-Match` are"
                            + " about this cart; the other cart is closed.")
    @CartRejections({MERGE_WITH_ITSELF, CURRENCY_MISMATCH, CART_FULL, LINE_FULL})
    public Uni<RestResponse<CommandAnswer>> merge(
            @PathParam("id") UUID id, @Valid @NotNull Merge body, @BeanParam CommandHeaders headers) {
        return merger.merge(id, body.source(), body.mode(), headers.metadata("merge", body))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }

    @POST
    @Path("/{id}/restoration")
    @Operation(
            operationId = "restoreCart",
            summary = "Restore the lines of an earlier version",
            description =
                    "With the quantities of that version. A line that comes back or grows takes the current price of"
                            + " its product; a line that the cart still has, with at least as many units, keeps its price."
                            + " A product that is not on sale in the currency of the cart does not come back: `leftOut`"
                            + " lists it.")
    @CartRejections({NO_SUCH_VERSION, LINE_FULL})
    public Uni<RestResponse<RestorationAnswer>> restore(
            @PathParam("id") UUID id, @Valid @NotNull Restoration body, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("restore", body.version() + " " + body.asOf());
        var restore = body.version() != null
                ? past.at(id, body.version())
                : past.at(id, Optional.ofNullable(body.asOf()).orElseThrow());
        return restore.chain(wanted -> offers.of(wanted.skus()).map(wanted::with))
                .chain(wanted -> registers.about(id).map(present -> new AtPresentTerms(wanted, present)))
                .chain(wanted -> handler.handle(Cart.DECIDER, Cart.stream(id), wanted, metadata))
                .chain(outcome -> leftOut(id, outcome, metadata)
                        .map(leftOut ->
                                CommandAnswer.of(outcome, Status.OK, id, RestorationAnswer.leavingOut(leftOut))));
    }

    private Uni<List<LeftOutLine>> leftOut(UUID id, Outcome outcome, CommandMetadata metadata) {
        return outcome instanceof Outcome.Done done
                ? past.leftOut(id, metadata.commandId(), done.version())
                : Uni.createFrom().item(List.of());
    }

    @POST
    @Path("/{id}/freeze")
    @Operation(
            operationId = "freezeCart",
            summary = "Freeze the cart until a given time",
            description = "A frozen cart rejects commands until that time, or until it is unfrozen.")
    @CartRejections(UNTIL_OUT_OF_RANGE)
    public Uni<RestResponse<CommandAnswer>> freeze(
            @PathParam("id") UUID id, @Valid @NotNull Freezing body, @BeanParam CommandHeaders headers) {
        Instant until = body.until().truncatedTo(ChronoUnit.MILLIS);
        return commands.handle(id, new Freeze(until), headers.metadata("freeze", until.toString()));
    }

    @POST
    @Path("/{id}/unfreeze")
    @Operation(
            operationId = "unfreezeCart",
            summary = "Unfreeze the cart",
            description = "The cart accepts commands again. Changes nothing if it is not frozen.")
    @CartRejections(
            value = {NO_SUCH_CART, CART_MERGING, CART_MERGED, CART_CHECKED_OUT},
            inherited = false)
    public Uni<RestResponse<CommandAnswer>> unfreeze(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new Unfreeze(), headers.metadata("unfreeze"));
    }

    @POST
    @Path("/{id}/checkout")
    @Operation(
            operationId = "checkout",
            summary = "Check out the cart",
            description =
                    "Places an order that has the id of the cart, so that two checkouts cannot place two orders. The"
                            + " cart needs at least one line, a shipping address and a contact. Promotions, shipping and"
                            + " taxes are those of this moment: if the total differs for this reason, the cart has the"
                            + " present one after a repricing.")
    @CartRejections({
        CART_EMPTY,
        ADDRESS_MISSING,
        CONTACT_MISSING,
        SHIPPING_METHOD_NOT_OFFERED,
        EXTERNAL_TAX_STALE,
        TOTAL_DIFFERS
    })
    public Uni<RestResponse<CommandAnswer>> checkOut(
            @PathParam("id") UUID id, @Valid @NotNull Expectation body, @BeanParam CommandHeaders headers) {
        return commands.price(id, new CheckOut(id, body.expectedTotal()), headers.metadata("check-out", body));
    }
}

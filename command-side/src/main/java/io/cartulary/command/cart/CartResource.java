package io.cartulary.command.cart;

import io.cartulary.command.cart.CartCommand.AddItem;
import io.cartulary.command.cart.CartCommand.At;
import io.cartulary.command.cart.CartCommand.ChangeQuantity;
import io.cartulary.command.cart.CartCommand.Clear;
import io.cartulary.command.cart.CartCommand.Create;
import io.cartulary.command.cart.CartCommand.RemoveItem;
import io.cartulary.command.cart.CartCommand.Wish;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Streams;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Takes the wishes that shoppers have of their carts. */
@Path("/commands/v1/carts")
@Tag(name = "Carts")
public class CartResource {

    private final CommandHandler commands;
    private final Streams streams;
    private final CartConfig config;

    CartResource(CommandHandler commands, Streams streams, CartConfig config) {
        this.commands = commands;
        this.streams = streams;
        this.config = config;
    }

    public record NewCart(
            @NotNull @Schema(implementation = String.class, examples = "EUR")
            Currency currency) {}

    public record NewItem(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") @Schema(examples = "COFFEE-1KG")
            String sku,

            @Schema(minimum = "1", maximum = "999") int quantity) {}

    public record NewQuantity(
            @Schema(minimum = "0", maximum = "999", description = "0 removes the line")
            int quantity) {}

    @POST
    @Operation(summary = "Create a cart", description = "It belongs to a guest of its own.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommandAnswer.class)))
    public Uni<RestResponse<CommandAnswer>> create(@Valid @NotNull NewCart wish, @BeanParam CommandHeaders headers) {
        UUID id = headers.idOf("cart");
        var create = new Create(new Owner.Guest(headers.idOf("guest")), wish.currency());
        return commands.handleFirst(Cart.DECIDER, Cart.stream(id), create, headers.metadata("create", wish))
                .map(outcome -> CommandAnswer.of(outcome, Status.CREATED, id));
    }

    @POST
    @Path("/{id}/items")
    @Operation(summary = "Put units of a product into the cart", description = "At the price the register has now.")
    public Uni<RestResponse<CommandAnswer>> addItem(
            @PathParam("id") UUID id, @Valid @NotNull NewItem wish, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("add-item", wish);
        return offer(wish.sku())
                .map(offer -> new AddItem(headers.idOf("line"), wish.sku(), wish.quantity(), offer.orElse(null)))
                .chain(add -> handle(id, add, metadata));
    }

    /** That a product is not on sale is said on the log's word only, as every no is. */
    private Uni<Optional<Offer>> offer(String sku) {
        StreamId product = Offer.stream(sku);
        return streams.recent(Offer.FOLD, product, config.offerAge())
                .chain(recent -> recent.state().isPresent()
                        ? Uni.createFrom().item(recent)
                        : streams.current(Offer.FOLD, product))
                .map(Folded::state);
    }

    @PUT
    @Path("/{id}/items/{lineId}")
    @Operation(summary = "Set how many units a line has")
    public Uni<RestResponse<CommandAnswer>> changeQuantity(
            @PathParam("id") UUID id,
            @PathParam("lineId") UUID lineId,
            @Valid @NotNull NewQuantity wish,
            @BeanParam CommandHeaders headers) {
        return handle(
                id, new ChangeQuantity(lineId, wish.quantity()), headers.metadata("change-quantity", lineId, wish));
    }

    @DELETE
    @Path("/{id}/items/{lineId}")
    @Operation(summary = "Take a line out of the cart")
    public Uni<RestResponse<CommandAnswer>> removeItem(
            @PathParam("id") UUID id, @PathParam("lineId") UUID lineId, @BeanParam CommandHeaders headers) {
        return handle(id, new RemoveItem(lineId), headers.metadata("remove-item", lineId));
    }

    @DELETE
    @Path("/{id}/items")
    @Operation(summary = "Take everything out of the cart")
    public Uni<RestResponse<CommandAnswer>> clear(@PathParam("id") UUID id, @BeanParam CommandHeaders headers) {
        return handle(id, new Clear(), headers.metadata("clear"));
    }

    private Uni<RestResponse<CommandAnswer>> handle(UUID id, Wish wish, CommandMetadata metadata) {
        var command = new At(Instant.now().truncatedTo(ChronoUnit.MILLIS), wish);
        return commands.handle(Cart.DECIDER, Cart.stream(id), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

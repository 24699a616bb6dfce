package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.Tags;
import io.cartulary.command.register.Forms;
import io.cartulary.command.register.Violations;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.ExternalTax;
import io.cartulary.contracts.ExternalTax.LineTax;
import io.cartulary.contracts.ExternalTax.ShippingTax;
import io.cartulary.contracts.Rate;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Accepts the commands for what a cart's price depends on besides its lines: codes, shipping, taxes. */
@Path("/commands/v1/carts")
@Tag(name = Tags.CARTS)
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
@CartRejections({NO_SUCH_CART, CART_FROZEN, CART_MERGING, CART_MERGED, CART_CHECKED_OUT})
public class CartPriceResource {

    private final CartCommands commands;
    private final Registers registers;

    CartPriceResource(CartCommands commands, Registers registers) {
        this.commands = commands;
        this.registers = registers;
    }

    @Schema(name = "CartCode")
    public record NewCode(
            @NotNull
            @Pattern(regexp = Forms.CODE)
            @Schema(examples = "ADVENT10", description = "Without regard to case")
            String code) {}

    @Schema(name = "CartShippingMethod")
    public record NewShippingMethod(
            @NotNull @Pattern(regexp = Forms.ID) @Schema(examples = "parcel", description = "The id of the method")
            String methodId) {}

    @Schema(name = "CartExternalTax")
    public record NewExternalTax(
            @Min(1) @Schema(examples = "7", description = "The version of the cart that the taxes are of")
            long cartVersion,

            @Schema(
                    examples = "false",
                    description = "Whether the prices of lines and shipping contain the taxes already")
            boolean includedInPrice,

            @NotNull @Size(max = Cart.MAX_LINES) @Schema(description = "One for each line of the cart")
            List<@NotNull @Valid NewLineTax> lines,

            @Nullable @Valid @Schema(description = "Required exactly if the cart has a shipping method")
            NewShippingTax shipping) {

        ExternalTax toTax() {
            var violations = new Violations();
            violations.repeated(lines, "/lines", "/lineId", NewLineTax::lineId);
            violations.check();
            return new ExternalTax(
                    cartVersion,
                    includedInPrice,
                    lines.stream().map(NewLineTax::toTax).toList(),
                    shipping == null ? null : shipping.toTax());
        }
    }

    @Schema(name = "CartLineTax")
    public record NewLineTax(
            @NotNull @Schema(examples = "0190f1d2-7c3e-7a10-8000-00000000000a")
            UUID lineId,

            @NotNull
            @Pattern(regexp = Forms.RATE, message = Forms.RATE_MESSAGE)
            @Schema(examples = "0.0725", description = "`0.0725` is 7.25 %")
            String rate,

            @Min(0)
            @Max(Forms.MAX_AMOUNT)
            @Schema(examples = "181", description = "The tax on all units of the line, in minor units")
            long amount) {

        LineTax toTax() {
            return new LineTax(lineId, Rate.of(rate), amount);
        }
    }

    @Schema(name = "CartShippingTax", examples = "{\"rate\": \"0.0725\", \"amount\": 50}")
    public record NewShippingTax(
            @NotNull
            @Pattern(regexp = Forms.RATE, message = Forms.RATE_MESSAGE)
            @Schema(examples = "0.0725", description = "`0.0725` is 7.25 %")
            String rate,

            @Min(0)
            @Max(Forms.MAX_AMOUNT)
            @Schema(examples = "50", description = "The tax on the shipping, in minor units")
            long amount) {

        ShippingTax toTax() {
            return new ShippingTax(Rate.of(rate), amount);
        }
    }

    @POST
    @Path("/{id}/codes")
    @Operation(
            operationId = "applyCode",
            summary = "Enter a promotion code",
            description =
                    "A code that takes nothing off, or not yet, stays in the cart: the cart's `price` has the reason."
                            + " A cart has at most 10 codes. Changes nothing if the cart has the code.")
    @CartRejections({NO_SUCH_CODE, TOO_MANY_CODES})
    public Uni<RestResponse<CommandAnswer>> applyCode(
            @PathParam("id") UUID id, @Valid @NotNull NewCode body, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("apply-code", body);
        String code = CodeEvent.normalized(body.code());
        return registers
                .code(code)
                .chain(found -> commands.price(id, new ApplyCode(code, found.orElse(null)), metadata));
    }

    @DELETE
    @Path("/{id}/codes/{code}")
    @Operation(
            operationId = "removeCode",
            summary = "Remove a promotion code from the cart",
            description = "Changes nothing if the cart has no such code.")
    public Uni<RestResponse<CommandAnswer>> removeCode(
            @PathParam("id") UUID id,
            @PathParam("code") @Pattern(regexp = Forms.CODE) String code,
            @BeanParam CommandHeaders headers) {
        String normalized = CodeEvent.normalized(code);
        return commands.price(id, new RemoveCode(normalized), headers.metadata("remove-code", normalized));
    }

    @PUT
    @Path("/{id}/shipping-method")
    @Operation(
            operationId = "chooseShippingMethod",
            summary = "Choose the shipping method of the cart",
            description =
                    "At the method's current price, which may depend on the price of the goods. A method that does"
                            + " not go to a later address stays in the cart, and checkout rejects it.")
    @CartRejections({NO_SUCH_SHIPPING_METHOD, SHIPPING_METHOD_NOT_OFFERED})
    public Uni<RestResponse<CommandAnswer>> chooseShippingMethod(
            @PathParam("id") UUID id, @Valid @NotNull NewShippingMethod body, @BeanParam CommandHeaders headers) {
        CommandMetadata metadata = headers.metadata("choose-shipping-method", body);
        return registers
                .shippingMethod(id, body.methodId())
                .chain(found -> commands.price(id, new ChooseShippingMethod(found.orElse(null)), metadata));
    }

    @PUT
    @Path("/{id}/external-tax")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "setExternalTax",
            summary = "Set taxes that another system has calculated",
            description =
                    "They replace those by the shop's tax rates, for the version of the cart that they are of. When"
                            + " the cart changes in a way that its price depends on, they are stale, and checkout rejects them.")
    @CartRejections({EXTERNAL_TAX_STALE, EXTERNAL_TAX_DIFFERS})
    public Uni<RestResponse<CommandAnswer>> setExternalTax(
            @PathParam("id") UUID id, @Valid @NotNull NewExternalTax body, @BeanParam CommandHeaders headers) {
        return commands.handle(id, new SetExternalTax(body.toTax()), headers.metadata("set-external-tax", body));
    }
}

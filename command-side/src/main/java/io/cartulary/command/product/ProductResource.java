package io.cartulary.command.product;

import static io.cartulary.command.product.ProductRejection.*;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.Tags;
import io.cartulary.command.product.ProductCommand.*;
import io.cartulary.contracts.Money;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Commands of the shop's staff about products. */
@Path("/commands/v1/products/{sku}")
@Tag(name = Tags.PRODUCTS)
@RolesAllowed(Name.STAFF)
public class ProductResource {

    private static final String SKU = "[A-Za-z0-9._-]{1,64}";

    private final CommandHandler commands;

    ProductResource(CommandHandler commands) {
        this.commands = commands;
    }

    @Schema(name = "ProductListing")
    public record Listing(
            @NotBlank @Size(max = 200) @Schema(examples = "Coffee beans, 1 kg")
            String name,

            @NotNull Money price) {}

    @PUT
    @Operation(
            operationId = "listProduct",
            summary = "List a product, or change its name and price",
            description = "A listed product is on sale. A delisted product can be listed again.")
    @ProductRejections({PRICE_NOT_POSITIVE, PRICE_TOO_HIGH})
    public Uni<RestResponse<CommandAnswer>> list(
            @PathParam("sku") @Pattern(regexp = SKU) String sku,
            @Valid @NotNull Listing body,
            @BeanParam CommandHeaders headers) {
        return handle(sku, new ListProduct(body.name(), body.price()), headers.metadata("list", body));
    }

    @PUT
    @Path("/price")
    @Operation(
            operationId = "changePrice",
            summary = "Change the price of a product",
            description = "In the currency that the price has.")
    @ProductRejections({NO_SUCH_PRODUCT, PRODUCT_NOT_LISTED, CURRENCY_MISMATCH, PRICE_NOT_POSITIVE, PRICE_TOO_HIGH})
    public Uni<RestResponse<CommandAnswer>> changePrice(
            @PathParam("sku") @Pattern(regexp = SKU) String sku,
            @Valid @NotNull Money price,
            @BeanParam CommandHeaders headers) {
        return handle(sku, new ChangePrice(price), headers.metadata("change-price", price));
    }

    @DELETE
    @Operation(
            operationId = "delistProduct",
            summary = "Delist a product",
            description = "The product is no longer on sale. Carts that have it keep it, and it can be listed again.")
    @ProductRejections(NO_SUCH_PRODUCT)
    public Uni<RestResponse<CommandAnswer>> delist(
            @PathParam("sku") @Pattern(regexp = SKU) String sku,
            @QueryParam("reason")
                    @NotBlank
                    @Size(max = 200)
                    @Parameter(description = "Why the product is delisted", example = "discontinued", required = true)
                    String reason,
            @BeanParam CommandHeaders headers) {
        return handle(sku, new Delist(reason), headers.metadata("delist", reason));
    }

    private Uni<RestResponse<CommandAnswer>> handle(String sku, ProductCommand command, CommandMetadata metadata) {
        return commands.handle(Product.DECIDER, Product.stream(sku), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, sku));
    }
}

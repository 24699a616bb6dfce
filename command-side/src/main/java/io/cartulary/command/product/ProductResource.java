package io.cartulary.command.product;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.product.ProductCommand.ListProduct;
import io.cartulary.contracts.Money;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Takes what the shop's staff say of their products. */
@Path("/commands/v1/products/{sku}")
@Tag(name = "Products")
public class ProductResource {

    private final CommandHandler commands;

    ProductResource(CommandHandler commands) {
        this.commands = commands;
    }

    public record Listing(
            @NotBlank @Size(max = 200) @Schema(examples = "Coffee beans, 1 kg")
            String name,

            @NotNull Money price) {}

    @PUT
    @Operation(summary = "Put a product on sale, or change what it is called and costs")
    public Uni<RestResponse<CommandAnswer>> list(
            @PathParam("sku") @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String sku,
            @Valid @NotNull Listing wish,
            @BeanParam CommandHeaders headers) {
        return commands.handle(
                        Product.DECIDER,
                        Product.stream(sku),
                        new ListProduct(wish.name(), wish.price()),
                        headers.metadata("list", wish))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, sku));
    }
}

package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;

import io.cartulary.command.cart.CartCommand.PatchFields;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.FieldsPatch;
import io.cartulary.command.http.Tags;
import io.cartulary.contracts.FieldsChange;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Accepts changes of the custom fields of carts and their lines. */
@Path("/commands/v1/carts")
@Tag(name = Tags.CARTS)
@RolesAllowed({Name.GUEST, Name.CUSTOMER, Name.STAFF})
@CartRejections({
    NO_SUCH_CART,
    CART_FROZEN,
    CART_MERGING,
    CART_MERGED,
    CART_CHECKED_OUT,
    TOO_MANY_FIELDS,
    FIELDS_TOO_LARGE
})
public class CartFieldsResource {

    private final CartCommands commands;

    CartFieldsResource(CartCommands commands) {
        this.commands = commands;
    }

    @PATCH
    @Path("/{id}/fields")
    @Consumes({MediaType.APPLICATION_JSON, FieldsPatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchCartFields",
            summary = "Change the custom fields of the cart",
            description = FieldsPatch.DESCRIPTION + " The order that the cart becomes has them.")
    public Uni<RestResponse<CommandAnswer>> patchCart(
            @PathParam("id") UUID id, @NotNull FieldsPatch body, @BeanParam CommandHeaders headers) {
        FieldsChange patch = body.toChange();
        return commands.handle(id, new PatchFields(null, patch), headers.metadata("patch-fields", patch));
    }

    @PATCH
    @Path("/{id}/items/{lineId}/fields")
    @Consumes({MediaType.APPLICATION_JSON, FieldsPatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchLineFields",
            summary = "Change the custom fields of a line",
            description = FieldsPatch.DESCRIPTION + " The line of the order has them.")
    @CartRejections(NO_SUCH_LINE)
    public Uni<RestResponse<CommandAnswer>> patchLine(
            @PathParam("id") UUID id,
            @PathParam("lineId") UUID lineId,
            @NotNull FieldsPatch body,
            @BeanParam CommandHeaders headers) {
        FieldsChange patch = body.toChange();
        return commands.handle(id, new PatchFields(lineId, patch), headers.metadata("patch-fields", lineId, patch));
    }
}

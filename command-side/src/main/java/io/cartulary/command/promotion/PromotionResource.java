package io.cartulary.command.promotion;

import static io.cartulary.command.promotion.PromotionRejection.*;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.Tags;
import io.cartulary.command.promotion.Code.DefineCode;
import io.cartulary.command.promotion.PromotionCommand.*;
import io.cartulary.command.register.Forms;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Commands of the shop's staff about promotions and their codes. */
@Path("/commands/v1/promotions/{id}")
@Tag(name = Tags.PROMOTIONS)
@RolesAllowed(Name.STAFF)
public class PromotionResource {

    private final CommandHandler commands;
    private final StateCache streams;

    PromotionResource(CommandHandler commands, StateCache streams) {
        this.commands = commands;
        this.streams = streams;
    }

    /** The limits of a code, besides those of its promotion. */
    @Schema(name = "PromotionCode", examples = "{\"limit\": 50, \"limitPerCustomer\": 1}")
    public record CodeLimits(
            @Nullable
            @Min(1)
            @Max(PromotionForm.MAX_LIMIT)
            @Schema(description = "How often the code can be redeemed in all; any number by default")
            Integer limit,

            @Nullable
            @Min(1)
            @Max(PromotionForm.MAX_LIMIT)
            @Schema(description = "How often one customer can redeem the code; any number by default")
            Integer limitPerCustomer) {}

    @PUT
    @Operation(
            operationId = "setPromotion",
            summary = "Set a promotion",
            description = "Creates it, or replaces all of it. A promotion that has ended begins again.")
    public Uni<RestResponse<CommandAnswer>> set(
            @PathParam("id") @Pattern(regexp = Forms.ID) String id,
            @Valid @NotNull PromotionForm body,
            @BeanParam CommandHeaders headers) {
        return handle(id, new Define(body.toEvent(id)), headers.metadata("set-promotion", body));
    }

    @POST
    @Path("/end")
    @Operation(
            operationId = "endPromotion",
            summary = "End a promotion",
            description = "It no longer applies to any cart. Orders that have it keep it, and it can be set again.")
    @PromotionRejections(NO_SUCH_PROMOTION)
    public Uni<RestResponse<CommandAnswer>> end(
            @PathParam("id") @Pattern(regexp = Forms.ID) String id, @BeanParam CommandHeaders headers) {
        return handle(id, new End(), headers.metadata("end-promotion"));
    }

    @PUT
    @Path("/codes/{code}")
    @Operation(
            operationId = "setPromotionCode",
            summary = "Set a code of a promotion",
            description = "Creates it, or replaces its limits. Codes have no case: `advent10` is `ADVENT10`. A code"
                    + " belongs to one promotion for ever.")
    @PromotionRejections({NO_SUCH_PROMOTION, PROMOTION_WITHOUT_CODES, CODE_OF_ANOTHER_PROMOTION})
    public Uni<RestResponse<CommandAnswer>> setCode(
            @PathParam("id") @Pattern(regexp = Forms.ID) String id,
            @PathParam("code") @Pattern(regexp = Forms.CODE) String code,
            @Valid @NotNull CodeLimits body,
            @BeanParam CommandHeaders headers) {
        var definition = new CodeDefined(id, body.limit(), body.limitPerCustomer());
        CommandMetadata metadata = headers.metadata("set-promotion-code", id, body);
        return streams.current(Promotion.DECIDER.fold(), Promotion.stream(id))
                .map(Folded::state)
                .chain(promotion -> commands.handle(
                        Code.DECIDER, Code.stream(code), new DefineCode(definition, promotion), metadata))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, CodeEvent.normalized(code)));
    }

    private Uni<RestResponse<CommandAnswer>> handle(String id, PromotionCommand command, CommandMetadata metadata) {
        return commands.handle(Promotion.DECIDER, Promotion.stream(id), command, metadata)
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

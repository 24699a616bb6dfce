package io.cartulary.query.promotion;

import static io.cartulary.query.http.Problem.NO_SUCH_CODE;
import static io.cartulary.query.http.Problem.NO_SUCH_PROMOTION;

import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Answers;
import io.cartulary.query.http.History;
import io.cartulary.query.http.MomentParameters;
import io.cartulary.query.http.PageParameters;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.list.AsOfParameter;
import io.cartulary.query.list.ListParameters;
import io.cartulary.query.list.Page;
import io.cartulary.query.register.RegisterPages;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Promotions and their codes over HTTP; for staff, because a code that everybody sees is worth nothing. */
@Path("/queries/v1/promotions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promotions")
@RolesAllowed(Name.STAFF)
public class PromotionResource {

    private final Promotions promotions;
    private final PromotionList list;
    private final Codes codes;
    private final CodeList codeList;
    private final RegisterPages pages;
    private final Answers answers;

    PromotionResource(
            Promotions promotions,
            PromotionList list,
            Codes codes,
            CodeList codeList,
            RegisterPages pages,
            Answers answers) {
        this.promotions = promotions;
        this.list = list;
        this.codes = codes;
        this.codeList = codeList;
        this.pages = pages;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listPromotions",
            summary = "List the promotions",
            description =
                    "In the order of their ids, also those that have ended. Now, or at a moment of the past (`asOf`): then a page may be short or even empty although more follow; continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of promotions")
    public Uni<Page<PromotionView>> list(@BeanParam ListParameters page, @BeanParam AsOfParameter asOf) {
        return pages.page(page, asOf, promotions, list);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getPromotion",
            summary = "Get a promotion",
            description = "The present state, or the state at a moment of the past (`asOf` or `version`).")
    @APIResponse(responseCode = "200", description = "The promotion; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-promotion`, `no-such-version`")
    public Uni<PromotionView> promotion(@PathParam("id") String id, @BeanParam MomentParameters moment) {
        return answers.at(moment, promotions, stream(id), NO_SUCH_PROMOTION);
    }

    @GET
    @Path("/{id}/history")
    @Operation(
            operationId = "getPromotionHistory",
            summary = "Get the events of a promotion",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-promotion`")
    public Uni<History> history(@PathParam("id") String id, @BeanParam PageParameters page) {
        return answers.history(stream(id), page, promotions, _ -> true, NO_SUCH_PROMOTION);
    }

    @GET
    @Path("/{id}/codes")
    @Operation(
            operationId = "listPromotionCodes",
            summary = "List the codes of a promotion",
            description =
                    "In their order. Now, or at a moment of the past (`asOf`): then a page may be short or even empty although more follow; continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of codes; empty for an unknown promotion")
    public Uni<Page<CodeView>> codes(
            @PathParam("id") String id, @BeanParam ListParameters page, @BeanParam AsOfParameter asOf) {
        return pages.page(page, asOf, codes, codeList, stream(id).rootId());
    }

    @GET
    @Path("/{id}/codes/{code}")
    @Operation(
            operationId = "getPromotionCode",
            summary = "Get a code of a promotion",
            description = "In any case. The present state, or the state at a moment of the past (`asOf` or `version`).")
    @APIResponse(responseCode = "200", description = "The code; its version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-code`, `no-such-version`")
    public Uni<CodeView> code(
            @PathParam("id") String id, @PathParam("code") String code, @BeanParam MomentParameters moment) {
        String promotion = stream(id).rootId();
        return answers.at(
                moment, codes, codeStream(code), found -> found.promotion().equals(promotion), NO_SUCH_CODE);
    }

    @GET
    @Path("/{id}/codes/{code}/history")
    @Operation(
            operationId = "getPromotionCodeHistory",
            summary = "Get the events of a code",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-code`")
    public Uni<History> codeHistory(
            @PathParam("id") String id, @PathParam("code") String code, @BeanParam PageParameters page) {
        String promotion = stream(id).rootId();
        return answers.history(
                codeStream(code), page, codes, found -> found.promotion().equals(promotion), NO_SUCH_CODE);
    }

    private static StreamId stream(String id) {
        return Parameters.stream(Promotions.CATEGORY, "the id", id);
    }

    private static StreamId codeStream(String code) {
        return Parameters.stream(Codes.CATEGORY, "the code", CodeEvent.normalized(code));
    }
}

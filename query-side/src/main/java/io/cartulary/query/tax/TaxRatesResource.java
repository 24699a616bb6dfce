package io.cartulary.query.tax;

import static io.cartulary.query.http.Problem.NO_SUCH_TAX_RATES;

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
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tax rates over HTTP. */
@Path("/queries/v1/tax-rates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tax rates")
@PermitAll
public class TaxRatesResource {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern REGION = Pattern.compile("[A-Z0-9]{1,3}");

    private final TaxRates rates;
    private final TaxRatesList list;
    private final RegisterPages pages;
    private final Answers answers;

    TaxRatesResource(TaxRates rates, TaxRatesList list, RegisterPages pages, Answers answers) {
        this.rates = rates;
        this.list = list;
        this.pages = pages;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listTaxRates",
            summary = "List the tax rates of all countries and regions",
            description =
                    "In the order of their codes; a country, then its regions. Now, or at a moment of the past (`asOf`): then a page may be short or even empty although more follow; continue while there is a `next`.")
    @APIResponse(responseCode = "200", description = "A page of countries and regions")
    public Uni<Page<TaxRatesView>> list(@BeanParam ListParameters page, @BeanParam AsOfParameter asOf) {
        return pages.page(page, asOf, rates, list);
    }

    @GET
    @Path("/{country}")
    @Operation(
            operationId = "getTaxRates",
            summary = "Get the tax rates of a country",
            description = "Now, or at a moment of the past (`asOf` or `version`). Regions may have rates of their own.")
    @APIResponse(responseCode = "200", description = "The tax rates; their version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-tax-rates`, `no-such-version`")
    public Uni<TaxRatesView> ofCountry(@PathParam("country") String country, @BeanParam MomentParameters moment) {
        return answers.at(moment, rates, stream(country), NO_SUCH_TAX_RATES);
    }

    @GET
    @Path("/{country}/history")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "getTaxRatesHistory",
            summary = "Get the events of the tax rates of a country",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-tax-rates`")
    public Uni<History> history(@PathParam("country") String country, @BeanParam PageParameters page) {
        return answers.history(stream(country), page, rates, _ -> true, NO_SUCH_TAX_RATES);
    }

    @GET
    @Path("/{country}/{region}")
    @Operation(
            operationId = "getRegionalTaxRates",
            summary = "Get the tax rates of a region",
            description =
                    "Now, or at a moment of the past (`asOf` or `version`). A region without rates has those of the country.")
    @APIResponse(responseCode = "200", description = "The tax rates; their version is the entity tag")
    @APIResponse(responseCode = "404", description = "`no-such-tax-rates`, `no-such-version`")
    public Uni<TaxRatesView> ofRegion(
            @PathParam("country") String country,
            @PathParam("region") String region,
            @BeanParam MomentParameters moment) {
        return answers.at(moment, rates, stream(country, region), NO_SUCH_TAX_RATES);
    }

    @GET
    @Path("/{country}/{region}/history")
    @RolesAllowed(Name.STAFF)
    @Operation(
            operationId = "getRegionalTaxRatesHistory",
            summary = "Get the events of the tax rates of a region",
            description = "Oldest first, page by page.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "`no-such-tax-rates`")
    public Uni<History> regionalHistory(
            @PathParam("country") String country, @PathParam("region") String region, @BeanParam PageParameters page) {
        return answers.history(stream(country, region), page, rates, _ -> true, NO_SUCH_TAX_RATES);
    }

    private static StreamId stream(String country) {
        return new StreamId(TaxRates.CATEGORY, country(country));
    }

    private static StreamId stream(String country, String region) {
        String code = Parameters.matching("the region", region, REGION, "has 1 to 3 capital letters or digits.");
        return new StreamId(TaxRates.CATEGORY, country(country) + "-" + code);
    }

    private static String country(String country) {
        return Parameters.matching("the country", country, COUNTRY, "has two capital letters.");
    }
}

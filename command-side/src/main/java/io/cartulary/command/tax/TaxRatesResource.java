package io.cartulary.command.tax;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.CountryInUse;
import io.cartulary.command.http.Tags;
import io.cartulary.command.register.Forms;
import io.cartulary.command.register.Violations;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxEvent.TaxRatesSet;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Commands of the shop's staff about tax rates. */
@Path("/commands/v1/tax-rates")
@Tag(name = Tags.TAXES)
@RolesAllowed(Name.STAFF)
public class TaxRatesResource {

    /** The largest number of tax categories. */
    private static final int MAX_CATEGORIES = 50;

    /** What follows the country in ISO 3166-2. */
    private static final String REGION = "[A-Z0-9]{1,3}";

    private final CommandHandler commands;

    TaxRatesResource(CommandHandler commands) {
        this.commands = commands;
    }

    /** The rates as staff send them, with defaults for the rest. */
    @Schema(name = "TaxRates")
    public record Rates(
            @NotNull
            @Size(min = 1, max = MAX_CATEGORIES)
            @Schema(
                    examples = "{\"standard\": \"0.19\", \"books\": \"0.07\"}",
                    description = "By tax category, from 0 to 1 with at most 8 decimals: `0.19` is 19 %. `standard` is"
                            + " required, and applies to every category that is not here")
            Map<
                            @Pattern(regexp = Forms.CATEGORY) String,
                            @NotNull @Pattern(regexp = Forms.RATE, message = Forms.RATE_MESSAGE) String>
                    rates,

            @Schema(examples = "true", description = "Whether all prices, of goods and shipping, contain the tax")
            boolean includedInPrice,

            @Nullable
            @Schema(
                    examples = "LINE",
                    description = "What a tax is calculated of, and rounded: each line (LINE, the default), each unit"
                            + " (UNIT), or all that has the same rate together (TOTAL)")
            TaxLevel level,

            @Nullable
            @Schema(
                    examples = "HALF_EVEN",
                    description = "The rounding of an amount that is exactly between two: to the even one (HALF_EVEN,"
                            + " the default), the larger (HALF_UP) or the smaller one (HALF_DOWN)")
            Rounding rounding,

            @Nullable
            @Schema(
                    examples = "NET",
                    description = "Which part of a price that includes the tax is calculated and rounded; the other"
                            + " one is the rest: the net price (NET, the default) or the tax (TAX)")
            RoundingTarget roundingTarget) {

        TaxTerms toTerms(String country, @Nullable String region) {
            var violations = new Violations();
            violations.missing(!rates.containsKey(TaxTerms.STANDARD), "/rates/standard", "is missing.");
            violations.check();
            var exact = new TreeMap<String, Rate>();
            rates.forEach((category, rate) -> exact.put(category, Rate.of(rate)));
            return new TaxTerms(
                    country,
                    region,
                    exact,
                    includedInPrice,
                    Objects.requireNonNullElse(level, TaxLevel.LINE),
                    Objects.requireNonNullElse(rounding, Rounding.HALF_EVEN),
                    Objects.requireNonNullElse(roundingTarget, RoundingTarget.NET));
        }
    }

    @PUT
    @Path("/{country}")
    @Operation(
            operationId = "setTaxRates",
            summary = "Set the tax rates of a country",
            description = "They replace all earlier ones, and apply in all regions that have none of their own.")
    public Uni<RestResponse<CommandAnswer>> set(
            @PathParam("country") @CountryInUse String country,
            @Valid @NotNull Rates body,
            @BeanParam CommandHeaders headers) {
        return set(country, null, body, headers);
    }

    @PUT
    @Path("/{country}/{region}")
    @Operation(
            operationId = "setRegionalTaxRates",
            summary = "Set the tax rates of a region",
            description = "They replace all earlier ones, and those of the country in this region.")
    public Uni<RestResponse<CommandAnswer>> setRegional(
            @PathParam("country") @CountryInUse String country,
            @PathParam("region") @Pattern(regexp = REGION) String region,
            @Valid @NotNull Rates body,
            @BeanParam CommandHeaders headers) {
        return set(country, region, body, headers);
    }

    private Uni<RestResponse<CommandAnswer>> set(
            String country, @Nullable String region, Rates body, CommandHeaders headers) {
        StreamId stream = TaxRates.stream(country, region);
        var command = new TaxRatesSet(body.toTerms(country, region));
        return commands.handle(TaxRates.DECIDER, stream, command, headers.metadata("set-tax-rates", body))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, stream.rootId()));
    }
}

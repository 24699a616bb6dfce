package io.cartulary.command.shipping;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.command.http.CountryInUse;
import io.cartulary.command.http.Tags;
import io.cartulary.command.register.Forms;
import io.cartulary.command.register.Violations;
import io.cartulary.contracts.ShippingEvent.ShippingMethodSet;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingPrice.ShippingTier;
import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Commands of the shop's staff about shipping methods. */
@Path("/commands/v1/shipping-methods/{id}")
@Tag(name = Tags.SHIPPING)
@RolesAllowed(Name.STAFF)
public class ShippingMethodResource {

    /** The largest number of tiers of a price. */
    private static final int MAX_TIERS = 20;

    private final CommandHandler commands;

    ShippingMethodResource(CommandHandler commands) {
        this.commands = commands;
    }

    /** A shipping method as staff send it. */
    @Schema(name = "ShippingMethod")
    public record Method(
            @NotBlank @Size(max = 200) @Schema(examples = "Parcel")
            String name,

            @NotNull
            @Size(max = Forms.MAX_COUNTRIES)
            @Schema(
                    examples = "[\"DE\", \"AT\"]",
                    description = "The countries that goods can be sent to, ISO 3166-1 alpha-2. None: the method is not"
                            + " offered")
            List<@NotNull @CountryInUse String> countries,

            @NotNull
            @Size(max = Forms.MAX_CURRENCIES)
            @Schema(description = "One for each currency in which the method is offered")
            List<@NotNull @Valid Price> prices,

            @Nullable
            @Pattern(regexp = Forms.CATEGORY)
            @Schema(examples = "services", description = "The tax category; `standard` by default")
            String taxCategory) {

        ShippingMethodSet toEvent() {
            var violations = new Violations();
            violations.repeated(countries, "/countries", "", Function.identity());
            violations.repeated(prices, "/prices", "/currency", Price::currency);
            for (int i = 0; i < prices.size(); i++) {
                prices.get(i).check(violations, "/prices/" + i);
            }
            violations.check();
            return new ShippingMethodSet(
                    name, countries, prices.stream().map(Price::toPrice).toList(), taxCategory);
        }
    }

    /** Either flat, or by tiers. */
    @Schema(name = "ShippingMethodPrice", examples = "{\"currency\": \"EUR\", \"flat\": 490, \"freeFrom\": 5000}")
    public record Price(
            @NotNull @Schema(implementation = String.class, examples = "EUR", description = "ISO 4217")
            Currency currency,

            @Nullable
            @Min(0)
            @Max(Forms.MAX_AMOUNT)
            @Schema(examples = "490", description = "The price of the shipping in minor units. Not with `tiers`")
            Long flat,

            @Nullable
            @Size(min = 1, max = MAX_TIERS)
            @Schema(
                    description = "Prices by the price of the goods: the first one from 0, the others from ever more."
                            + " Not with `flat`")
            List<@NotNull @Valid Tier> tiers,

            @Nullable
            @Min(1)
            @Max(Forms.MAX_AMOUNT)
            @Schema(examples = "5000", description = "Shipping is free when the goods cost this much, in minor units")
            Long freeFrom) {

        void check(Violations violations, String pointer) {
            violations.contradictory((flat == null) == (tiers == null), pointer, "has either a flat price or tiers.");
            if (tiers != null) {
                violations.contradictory(
                        tiers.getFirst().from() != 0,
                        pointer + "/tiers/0/from",
                        "is the first tier's and has to be 0.");
                for (int i = 1; i < tiers.size(); i++) {
                    violations.contradictory(
                            tiers.get(i).from() <= tiers.get(i - 1).from(),
                            pointer + "/tiers/" + i + "/from",
                            "has to be more than that of the tier before.");
                }
            }
        }

        ShippingPrice toPrice() {
            return new ShippingPrice(
                    currency,
                    tiers == null
                            ? List.of(new ShippingTier(0, flat == null ? 0 : flat))
                            : tiers.stream().map(Tier::toTier).toList(),
                    freeFrom);
        }
    }

    /** A price for goods that cost so much or more. */
    @Schema(name = "ShippingMethodTier", examples = "{\"from\": 0, \"amount\": 490}")
    public record Tier(
            @Min(0) @Max(Forms.MAX_AMOUNT) @Schema(description = "What the goods cost at least, in minor units")
            long from,

            @Min(0) @Max(Forms.MAX_AMOUNT) @Schema(description = "The price of the shipping, in minor units")
            long amount) {

        ShippingTier toTier() {
            return new ShippingTier(from, amount);
        }
    }

    @PUT
    @Operation(
            operationId = "setShippingMethod",
            summary = "Set a shipping method",
            description = "Creates it, or replaces all of it.")
    public Uni<RestResponse<CommandAnswer>> set(
            @PathParam("id") @Pattern(regexp = Forms.ID) String id,
            @Valid @NotNull Method body,
            @BeanParam CommandHeaders headers) {
        return commands.handle(
                        ShippingMethod.DECIDER,
                        ShippingMethod.stream(id),
                        body.toEvent(),
                        headers.metadata("set-shipping-method", body))
                .map(outcome -> CommandAnswer.of(outcome, Status.OK, id));
    }
}

package io.cartulary.command.promotion;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.cartulary.command.http.CountryInUse;
import io.cartulary.command.register.Forms;
import io.cartulary.command.register.Violations;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A promotion as staff send it. */
@Schema(name = "Promotion")
public record PromotionForm(
        @NotBlank @Size(max = 200) @Schema(examples = "Advent")
        String name,

        @NotNull
        @Schema(
                examples = "CODE",
                description =
                        "What gives it to a cart: every cart has it (AUTOMATIC), or the shopper enters a code (CODE)")
        PromotionTrigger trigger,

        @NotNull @Valid Target target,
        @NotNull @Valid Effect effect,
        @Nullable @Valid Conditions conditions,

        @Nullable
        @Min(-MAX_PRIORITY)
        @Max(MAX_PRIORITY)
        @Schema(
                examples = "10",
                description =
                        "The higher one is applied first; of two with the same one, the one whose id comes first. 0"
                                + " by default")
        Integer priority,

        @Nullable @Schema(description = "Whether no other promotion may be applied with it; false by default")
        Boolean exclusive,

        @Nullable
        @Min(1)
        @Max(MAX_LIMIT)
        @Schema(examples = "1000", description = "How often it can be redeemed in all; any number by default")
        Integer limit,

        @Nullable
        @Min(1)
        @Max(MAX_LIMIT)
        @Schema(examples = "1", description = "How often one customer can redeem it; any number by default")
        Integer limitPerCustomer,

        @Nullable
        @Schema(description = "Whether the cancellation of an order gives its redemption back; false by default")
        Boolean returnsOnCancellation) {

    /** The highest priority; the lowest one is its opposite. */
    static final int MAX_PRIORITY = 1000;

    /** The highest limit of redemptions. */
    static final int MAX_LIMIT = 1_000_000_000;

    /** The largest number of SKUs, and of values of an attribute. */
    static final int MAX_SKUS = 500;

    /** The largest number of attributes. */
    static final int MAX_ATTRIBUTES = 20;

    /** The largest number of customer groups. */
    static final int MAX_GROUPS = 50;

    /** The most units that a condition or an effect can count. */
    static final int MAX_UNITS = 1_000_000;

    private static final String SKU = Forms.ID;
    private static final String GROUP = "[\\x21-\\x7e]{1,64}";

    /** What the price is lowered of. */
    public enum TargetKind {
        LINES,
        ORDER,
        SHIPPING
    }

    /** How the price is lowered. */
    public enum EffectKind {
        PERCENT_OFF,
        AMOUNT_OFF,
        FIXED_PRICE,
        BUY_N_GET_M,
        FREE_SHIPPING
    }

    /** The part of a cart whose price is lowered. */
    @Schema(name = "PromotionTarget", examples = "{\"kind\": \"LINES\", \"skus\": [\"COFFEE-1KG\"]}")
    public record Target(
            @NotNull @Schema(description = "Lines by their products, all lines together, or the shipping")
            TargetKind kind,

            @Nullable @Size(max = MAX_SKUS) @Schema(description = "One of these products; with LINES")
            List<@NotNull @Pattern(regexp = SKU) String> skus,

            @Nullable
            @Size(max = MAX_ATTRIBUTES)
            @Schema(description = "One of the values of each of these attributes of a product; with LINES")
            Map<
                            @Pattern(regexp = Forms.CATEGORY) String,
                            @NotNull @Size(min = 1, max = MAX_SKUS) List<@NotNull @Size(min = 1, max = 1000) String>>
                    attributes) {

        private void check(Violations violations) {
            violations.repeated(skus, "/target/skus", "", Function.identity());
            violations.contradictory(kind != TargetKind.LINES && skus != null, "/target/skus", "is for LINES only.");
            violations.contradictory(
                    kind != TargetKind.LINES && attributes != null, "/target/attributes", "is for LINES only.");
        }

        private PromotionTarget toTarget() {
            return switch (kind) {
                case LINES -> new PromotionTarget.Lines(skus, attributes);
                case ORDER -> new PromotionTarget.Order();
                case SHIPPING -> new PromotionTarget.Shipping();
            };
        }
    }

    /** What is taken off. */
    @Schema(name = "PromotionEffect", examples = "{\"kind\": \"PERCENT_OFF\", \"rate\": \"0.1\"}")
    public record Effect(
            @NotNull
            @Schema(
                    description =
                            "A part of the price; an amount per unit of the lines, or off the order or the shipping;"
                                    + " a price per unit of the lines or of the shipping; of every `buy` + `get` units of the"
                                    + " lines, `get` are free, the cheapest; no price for the shipping")
            EffectKind kind,

            @Nullable
            @Pattern(regexp = Forms.RATE, message = Forms.RATE_MESSAGE)
            @Schema(description = "Required with PERCENT_OFF: `0.1` is 10 % off. Above 0")
            String rate,

            @Nullable
            @Size(min = 1, max = Forms.MAX_CURRENCIES)
            @Schema(description = "Required with AMOUNT_OFF: one per currency. The promotion is for no other currency")
            List<@NotNull Money> amounts,

            @Nullable
            @Size(min = 1, max = Forms.MAX_CURRENCIES)
            @Schema(description = "Required with FIXED_PRICE: one per currency. The promotion is for no other currency")
            List<@NotNull Money> prices,

            @Nullable @Min(1) @Max(MAX_UNITS) @Schema(description = "Required with BUY_N_GET_M: the paid units")
            Integer buy,

            @Nullable @Min(1) @Max(MAX_UNITS) @Schema(description = "Required with BUY_N_GET_M: the free units")
            Integer get) {

        private void check(Violations violations) {
            belongs(violations, "rate", rate, EffectKind.PERCENT_OFF);
            belongs(violations, "amounts", amounts, EffectKind.AMOUNT_OFF);
            belongs(violations, "prices", prices, EffectKind.FIXED_PRICE);
            belongs(violations, "buy", buy, EffectKind.BUY_N_GET_M);
            belongs(violations, "get", get, EffectKind.BUY_N_GET_M);
            violations.outOfRange(
                    rate != null && Rate.of(rate).equals(Rate.ZERO), "/effect/rate", "has to be more than 0.");
            violations.amounts(amounts, "/effect/amounts", 1);
            violations.amounts(prices, "/effect/prices", 0);
        }

        private void belongs(Violations violations, String member, @Nullable Object value, EffectKind itsKind) {
            String pointer = "/effect/" + member;
            violations.missing(kind == itsKind && value == null, pointer, "is required with " + itsKind + ".");
            violations.contradictory(kind != itsKind && value != null, pointer, "is for " + itsKind + " only.");
        }

        private PromotionEffect toEffect() {
            return switch (kind) {
                case PERCENT_OFF -> new PromotionEffect.PercentOff(Rate.of(requireNonNull(rate)));
                case AMOUNT_OFF -> new PromotionEffect.AmountOff(requireNonNull(amounts));
                case FIXED_PRICE -> new PromotionEffect.FixedPrice(requireNonNull(prices));
                case BUY_N_GET_M -> new PromotionEffect.BuyNGetM(requireNonNull(buy), requireNonNull(get));
                case FREE_SHIPPING -> new PromotionEffect.FreeShipping();
            };
        }
    }

    /** All that are given have to be met. */
    @Schema(
            name = "PromotionConditions",
            examples = "{\"minimumUnits\": 3, \"countries\": [\"DE\"], \"until\": \"2026-12-24T00:00:00Z\"}")
    public record Conditions(
            @Nullable
            @Size(max = Forms.MAX_CURRENCIES)
            @Schema(
                    description = "What the lines that the promotion is for have to cost at least; one per currency. In"
                            + " other currencies it is not met")
            List<@NotNull Money> minimumSubtotal,

            @Nullable @Min(1) @Max(MAX_UNITS) @Schema(description = "The least number of units of these lines")
            Integer minimumUnits,

            @Nullable @Size(max = MAX_SKUS) @Schema(description = "The cart has to contain one of these products")
            List<@NotNull @Pattern(regexp = SKU) String> skus,

            @Nullable
            @Size(max = Forms.MAX_COUNTRIES)
            @Schema(description = "The goods go to one of these countries, ISO 3166-1 alpha-2")
            List<@NotNull @CountryInUse String> countries,

            @Nullable @Size(max = MAX_GROUPS) @Schema(description = "The customer is in one of these groups")
            List<@NotNull @Pattern(regexp = GROUP) String> customerGroups,

            @Nullable @Schema(description = "The first moment of the promotion, to the millisecond")
            Instant from,

            @Nullable @Schema(description = "The moment from which it is over, to the millisecond")
            Instant until) {

        private void check(Violations violations) {
            violations.amounts(minimumSubtotal, "/conditions/minimumSubtotal", 1);
            violations.repeated(skus, "/conditions/skus", "", Function.identity());
            violations.repeated(countries, "/conditions/countries", "", Function.identity());
            violations.repeated(customerGroups, "/conditions/customerGroups", "", Function.identity());
            violations.period(from, until, "/conditions", "from", "until");
        }

        private PromotionConditions toConditions() {
            return new PromotionConditions(
                    minimumSubtotal,
                    minimumUnits,
                    skus,
                    countries,
                    customerGroups,
                    from == null ? null : Violations.toTheMillisecond(from),
                    until == null ? null : Violations.toTheMillisecond(until));
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when members contradict each other */
    PromotionDefined toEvent(String id) {
        check();
        var terms = new PromotionTerms(
                id,
                target.toTarget(),
                effect.toEffect(),
                conditions == null ? PromotionConditions.NONE : conditions.toConditions(),
                requireNonNullElse(priority, 0),
                requireNonNullElse(exclusive, false));
        return new PromotionDefined(
                name, trigger, terms, limit, limitPerCustomer, requireNonNullElse(returnsOnCancellation, false));
    }

    private void check() {
        var violations = new Violations();
        target.check(violations);
        effect.check(violations);
        if (conditions != null) {
            conditions.check(violations);
        }
        violations.check();
        violations.contradictory(
                !effect.toEffect().fits(target.toTarget()),
                "/effect/kind",
                "is not possible for the target " + target.kind() + ".");
        violations.check();
    }
}

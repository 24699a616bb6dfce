package io.cartulary.command.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.command.http.CountryInUse;
import io.cartulary.command.register.Forms;
import io.cartulary.command.register.Violations;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.FieldValue;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.ProductImage;
import io.cartulary.contracts.ProductPrice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A product as staff send it. What has no value is not written, so that the retry of a request from before a member existed
 * has the same hash.
 */
@Schema(name = "ProductListing")
@JsonInclude(Include.NON_NULL)
public record ProductForm(
        @NotBlank @Size(max = MAX_NAME) @Schema(examples = "Coffee beans, 1 kg")
        String name,

        @Nullable
        @Schema(
                description =
                        "The price of one unit for everybody, unless one of the `prices` fits better. Without it, the first"
                                + " of the `prices` that has no condition is this price")
        Money price,

        @Nullable
        @Size(max = MAX_LOCALES)
        @Schema(
                description = "The names by locale, BCP 47. `name` is for all other locales",
                examples = "{\"de\": \"Kaffeebohnen, 1 kg\"}")
        Map<@Pattern(regexp = LOCALE) String, @NotBlank @Size(max = MAX_NAME) String> names,

        @Nullable @Size(max = MAX_IMAGES) List<@NotNull @Valid Image> images,

        @Nullable
        @Schema(
                description =
                        "What the shop keeps with the product, under at most 50 keys of its own, and 16 KB of JSON."
                                + " Promotions can be for products with certain values")
        Map<String, @Nullable FieldValue> attributes,

        @Nullable
        @Pattern(regexp = Forms.CATEGORY)
        @Schema(examples = "food", description = "Decides about the tax rate; `standard` by default")
        String taxCategory,

        @Nullable
        @Size(max = MAX_PRICES)
        @Schema(
                description =
                        "Prices in other currencies, for countries, customer groups and periods. The most specific one"
                                + " that fits is selected: one for the customer's group before others, then one for the"
                                + " country, then one with a period, then the one that begins later, then the first one")
        List<@NotNull @Valid Price> prices) {

    /** The maximum number of characters of a name. */
    static final int MAX_NAME = 200;

    /** The maximum number of locales that a product has names for. */
    static final int MAX_LOCALES = 50;

    /** The maximum number of pictures of a product. */
    static final int MAX_IMAGES = 20;

    /** The maximum number of prices of a product, besides the one for everybody. */
    static final int MAX_PRICES = 100;

    private static final String LOCALE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";

    /** A picture. */
    @Schema(name = "ProductListingImage")
    @JsonInclude(Include.NON_NULL)
    public record Image(
            @NotNull
            @Pattern(regexp = "https?://[\\x21-\\x7e]{1,1000}")
            @Schema(examples = "https://shop.example/coffee.jpg")
            String url,

            @Nullable
            @Size(min = 1, max = MAX_NAME)
            @Schema(examples = "A bag of coffee beans", description = "What it shows, for those who don't see it")
            String alt) {

        ProductImage toImage() {
            return new ProductImage(url, alt);
        }
    }

    /** A price; all conditions that are given have to be met. */
    @Schema(
            name = "ProductListingPrice",
            examples = "{\"amount\": 1100, \"currency\": \"EUR\", \"customerGroup\": \"regulars\"}")
    @JsonInclude(Include.NON_NULL)
    public record Price(
            @Schema(examples = "1100", description = "Of one unit, in minor units")
            long amount,

            @NotNull Currency currency,

            @Nullable @CountryInUse @Schema(description = "Where the goods go, ISO 3166-1 alpha-2; anywhere by default")
            String country,

            @Nullable
            @Pattern(regexp = Forms.GROUP)
            @Schema(description = "The claim `customer_group` of the customer's token; everybody by default")
            String customerGroup,

            @Nullable @Schema(description = "The first moment of the price, to the millisecond")
            Instant validFrom,

            @Nullable @Schema(description = "The moment from which it is over, to the millisecond")
            Instant validUntil) {

        private void check(Violations violations, String pointer) {
            violations.amount(amount, pointer + "/amount", 1);
            violations.period(validFrom, validUntil, pointer, "validFrom", "validUntil");
        }

        private ProductPrice toPrice() {
            return new ProductPrice(
                    amount,
                    currency,
                    country,
                    customerGroup,
                    validFrom == null ? null : Violations.toTheMillisecond(validFrom),
                    validUntil == null ? null : Violations.toTheMillisecond(validUntil));
        }

        /** What no other price of the product has. */
        private ProductPrice conditions() {
            ProductPrice price = toPrice();
            return new ProductPrice(
                    0, currency, price.country(), price.customerGroup(), price.validFrom(), price.validUntil());
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when members contradict each other */
    ProductListed toListing() {
        check();
        List<ProductPrice> others = new ArrayList<>();
        @Nullable Money everybodys = price;
        for (Price each : prices == null ? List.<Price>of() : prices) {
            ProductPrice next = each.toPrice();
            if (everybodys == null && next.hasNoConditions()) {
                everybodys = next.money();
            } else {
                others.add(next);
            }
        }
        var violations = new Violations();
        violations.missing(everybodys == null, "/price", "is required unless one of the prices has no condition.");
        violations.check();
        return new ProductListed(
                name,
                Objects.requireNonNull(everybodys),
                names,
                images == null ? null : images.stream().map(Image::toImage).toList(),
                attributes == null ? null : fields(attributes),
                taxCategory,
                others);
    }

    private static CustomFields fields(Map<String, @Nullable FieldValue> checked) {
        return CustomFields.NONE.patched(checked);
    }

    private void check() {
        var violations = new Violations();
        violations.fields(attributes, "/attributes", false);
        violations.repeated(prices, "/prices", "", Price::conditions);
        for (int i = 0; prices != null && i < prices.size(); i++) {
            prices.get(i).check(violations, "/prices/" + i);
            ProductPrice each = prices.get(i).toPrice();
            violations.contradictory(
                    price != null && each.hasNoConditions() && each.currency().equals(price.currency()),
                    "/prices/" + i,
                    "is for everybody, like `price`.");
        }
        violations.check();
    }
}

package io.cartulary.contracts.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingPrice.ShippingTier;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code price-examples.csv}. A cell that is {@code -} is empty; amounts have the currency's decimals.
 *
 * <ul>
 *   <li>cart: {@code A 3x1.08 @books brand=Acme; …}: the sku, units and unit price, tax category, attributes
 *   <li>promotions: {@code CODE: lines[A] 10% min=50.00 prio=1; …}: the code, if it needs one, with what the register has
 *       against it in parentheses; the target, with a sku or an attribute; the effect ({@code 10%}, {@code -5.00},
 *       {@code =7.99}, {@code 3+1}, {@code free}); then conditions ({@code min units with in group from until}), {@code prio},
 *       {@code exclusive}, and {@code id} where two are the same
 *   <li>shipping: {@code 4.90 @services}, or tiers: {@code 0:6.90 50:3.90 free=100}
 *   <li>customer: the country, and the customer group
 *   <li>tax: level, {@code incl} or {@code excl}, the standard rate, other rates by category, rounding target
 *   <li>taxes: {@code rate of net = tax; …}
 * </ul>
 */
record PriceExample(Map<String, String> cells) {

    private static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");
    private static final Pattern PROMOTION =
            Pattern.compile("(?:([A-Z]+)(?:\\((\\w+)\\))?: )?(\\w+)(?:\\[(.+)])? (\\S+)(.*)");

    static List<PriceExample> all(String file) {
        try {
            List<String[]> rows = Files.readAllLines(Path.of("src/test/resources/prices", file)).stream()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .toList();
            return rows.stream().skip(1).map(row -> of(rows.getFirst(), row)).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PriceExample of(String[] header, String[] row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < Math.max(header.length, row.length); i++) {
            cells.put(header[i], row[i].strip());
        }
        return new PriceExample(cells);
    }

    String cell(String column) {
        return Objects.requireNonNull(cells.get(column), column);
    }

    PricedCart priced() {
        List<PriceableLine> lines = parts("cart", ";").stream().map(this::line).toList();
        return PriceCalculation.of(currency(), lines, terms(), AT);
    }

    /** The cells that a calculation fills in. */
    Map<String, String> result() {
        PricedCart cart = priced();
        Map<String, String> result = new LinkedHashMap<>();
        result.put("subtotal", text(cart.subtotal()));
        result.put("discount", text(cart.discount()));
        result.put(
                "line totals",
                orNothing(cart.lines().stream().map(line -> text(line.total())).collect(joining(" "))));
        result.put(
                "shipping total",
                cart.shipping() == null ? "-" : text(cart.shipping().total()));
        result.put(
                "taxes",
                cart.taxes() == null
                        ? "-"
                        : cart.taxes().stream()
                                .map(tax -> "%s of %s = %s".formatted(tax.rate(), text(tax.net()), text(tax.amount())))
                                .collect(joining("; ")));
        result.put("total", text(cart.total()));
        result.put(
                "codes",
                orNothing(cart.codes().stream()
                        .map(code -> code.code() + " " + (code.reason() == null ? "applied" : code.reason()))
                        .collect(joining(", "))));
        return result;
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private Currency currency() {
        return Currency.getInstance(cell("currency"));
    }

    long amount(String text) {
        return new BigDecimal(text)
                .movePointRight(currency().getDefaultFractionDigits())
                .longValueExact();
    }

    private String text(long amount) {
        return BigDecimal.valueOf(amount, currency().getDefaultFractionDigits()).toPlainString();
    }

    private List<String> parts(String column, String separator) {
        return cell(column).equals("-")
                ? List.of()
                : Arrays.stream(cell(column).split(separator, -1))
                        .map(String::strip)
                        .toList();
    }

    private PriceableLine line(String text) {
        String[] words = text.split(" ", -1);
        String[] priced = words[1].split("x", -1);
        @Nullable String category = null;
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (String word : Arrays.asList(words).subList(2, words.length)) {
            if (word.startsWith("@")) {
                category = word.substring(1);
            } else {
                attributes.put(word.split("=", -1)[0], List.of(word.split("=", -1)[1]));
            }
        }
        return new PriceableLine(
                UUID.nameUUIDFromBytes(words[0].getBytes(UTF_8)),
                words[0],
                Integer.parseInt(priced[0]),
                new Money(amount(priced[1]), currency()),
                category,
                attributes);
    }

    private PriceTerms terms() {
        List<PromotionTerms> promotions = new ArrayList<>();
        List<AppliedCode> codes = new ArrayList<>();
        for (String text : parts("promotions", ";")) {
            Matcher matcher = PROMOTION.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(text);
            }
            PromotionTerms promotion = promotion(matcher, "p" + (promotions.size() + codes.size() + 1));
            if (matcher.group(1) == null) {
                promotions.add(promotion);
            } else {
                codes.add(new AppliedCode(
                        matcher.group(1),
                        promotion,
                        matcher.group(2) == null ? null : NotAppliedReason.valueOf(matcher.group(2))));
            }
        }
        List<String> customer = parts("customer", " ");
        return new PriceTerms(
                Rounding.valueOf(cell("rounding")),
                promotions,
                codes,
                shipping(),
                tax(),
                customer.isEmpty() ? null : customer.getFirst(),
                customer.size() < 2 ? null : customer.getLast());
    }

    private PromotionTerms promotion(Matcher matcher, String id) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : matcher.group(6).strip().split(" ", -1)) {
            String[] pair = option.split("=", -1);
            options.put(pair[0], pair[pair.length - 1]);
        }
        return new PromotionTerms(
                options.getOrDefault("id", id),
                target(matcher.group(3), matcher.group(4)),
                effect(matcher.group(5)),
                new PromotionConditions(
                        options.containsKey("min") ? List.of(money(options.get("min"))) : null,
                        options.containsKey("units") ? Integer.valueOf(options.get("units")) : null,
                        list(options.get("with")),
                        list(options.get("in")),
                        list(options.get("group")),
                        instant(options.get("from")),
                        instant(options.get("until"))),
                Integer.parseInt(options.getOrDefault("prio", "0")),
                options.containsKey("exclusive"));
    }

    private static @Nullable List<String> list(@Nullable String text) {
        return text == null ? null : List.of(text.split(",", -1));
    }

    private static @Nullable Instant instant(@Nullable String day) {
        return day == null ? null : Instant.parse(day + "T00:00:00Z");
    }

    private static PromotionTarget target(String target, @Nullable String selected) {
        return switch (target) {
            case "order" -> new PromotionTarget.Order();
            case "shipping" -> new PromotionTarget.Shipping();
            default -> {
                if (selected == null) {
                    yield new PromotionTarget.Lines(null, null);
                }
                String[] pair = selected.split("=", -1);
                yield pair.length == 1
                        ? new PromotionTarget.Lines(List.of(selected), null)
                        : new PromotionTarget.Lines(null, Map.of(pair[0], List.of(pair[1])));
            }
        };
    }

    private PromotionEffect effect(String text) {
        if (text.equals("free")) {
            return new PromotionEffect.FreeShipping();
        }
        if (text.endsWith("%")) {
            BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
            return new PromotionEffect.PercentOff(new Rate(percent.movePointLeft(2)));
        }
        return switch (text.charAt(0)) {
            case '-' -> new PromotionEffect.AmountOff(List.of(money(text.substring(1))));
            case '=' -> new PromotionEffect.FixedPrice(List.of(money(text.substring(1))));
            default ->
                new PromotionEffect.BuyNGetM(
                        Integer.parseInt(text.split("\\+", -1)[0]), Integer.parseInt(text.split("\\+", -1)[1]));
        };
    }

    /** With the code of another currency, if it is in one. */
    private Money money(@Nullable String text) {
        String amount = Objects.requireNonNull(text).replaceFirst("[A-Z]+$", "");
        String other = text.substring(amount.length());
        return new Money(amount(amount), other.isEmpty() ? currency() : Currency.getInstance(other));
    }

    private @Nullable ShippingTerms shipping() {
        List<String> words = parts("shipping", " ");
        if (words.isEmpty()) {
            return null;
        }
        List<ShippingTier> tiers = new ArrayList<>();
        @Nullable Long free = null;
        @Nullable String category = null;
        for (String word : words) {
            if (word.startsWith("@")) {
                category = word.substring(1);
            } else if (word.startsWith("free=")) {
                free = amount(word.substring(5));
            } else {
                String[] tier = word.split(":", -1);
                tiers.add(new ShippingTier(tier.length == 1 ? 0 : amount(tier[0]), amount(tier[tier.length - 1])));
            }
        }
        return new ShippingTerms("parcel", new ShippingPrice(currency(), tiers, free), category);
    }

    private @Nullable TaxTerms tax() {
        List<String> words = parts("tax", " ");
        if (words.isEmpty()) {
            return null;
        }
        Map<String, Rate> rates = new LinkedHashMap<>(Map.of(TaxTerms.STANDARD, Rate.of(words.get(2))));
        words.stream()
                .filter(word -> word.contains("="))
                .forEach(word -> rates.put(word.split("=", -1)[0], Rate.of(word.split("=", -1)[1])));
        return new TaxTerms(
                "XX",
                null,
                rates,
                words.get(1).equals("incl"),
                TaxLevel.valueOf(words.getFirst()),
                Rounding.valueOf(cell("rounding")),
                words.contains("TAX") ? RoundingTarget.TAX : RoundingTarget.NET);
    }

    @Override
    public String toString() {
        return Stream.of("example", "cart", "promotions", "tax")
                .map(column -> cells.getOrDefault(column, "-"))
                .collect(joining(" | "));
    }
}

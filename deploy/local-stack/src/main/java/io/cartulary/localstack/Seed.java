package io.cartulary.localstack;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * A shop to look at: products, tax rates, shipping methods and promotions. No promotion is automatic, so that a newcomer's
 * first cart has only the events of the newcomer's commands.
 */
final class Seed {

    /**
     * @param german its name in German
     * @param price in cents of a euro; it costs a tenth more in dollars, and a tenth less for regular customers
     * @param category of its taxes
     * @param attributes as members of a JSON object
     */
    record Product(String sku, String name, String german, int price, String category, String attributes) {

        private String json() {
            return """
                    {"name": "%s", "names": {"de": "%s"}, "price": {"amount": %d, "currency": "EUR"},
                     "images": [{"url": "https://shop.example/images/%s.jpg", "alt": "%s"}],
                     "taxCategory": "%s", "attributes": {%s},
                     "prices": [{"amount": %d, "currency": "USD"},
                                {"amount": %d, "currency": "EUR", "customerGroup": "regulars"}]}
                    """.formatted(
                            name,
                            german,
                            price,
                            sku,
                            name,
                            category,
                            attributes.replace('\'', '"'),
                            price + price / 10,
                            price - price / 10);
        }
    }

    static final List<Product> PRODUCTS = List.of(
            tea("sencha-50", "Sencha, 50 g", 690, "green", 50),
            tea("sencha-100", "Sencha, 100 g", 1250, "green", 100),
            tea("sencha-250", "Sencha, 250 g", 2890, "green", 250),
            tea("gyokuro-50", "Gyokuro, 50 g", 2400, "green", 50),
            tea("gyokuro-100", "Gyokuro, 100 g", 4500, "green", 100),
            tea("assam-100", "Assam, 100 g", 450, "black", 100),
            tea("assam-250", "Assam, 250 g", 980, "black", 250),
            tea("assam-500", "Assam, 500 g", 1790, "black", 500),
            tea("earl-grey-100", "Earl Grey, 100 g", 520, "black", 100),
            tea("earl-grey-250", "Earl Grey, 250 g", 1150, "black", 250),
            tea("rooibos-100", "Rooibos, 100 g", 390, "red", 100),
            tea("rooibos-250", "Rooibos, 250 g", 850, "red", 250),
            pot("pot-iron-800", "Iron teapot, 0.8 l", "Teekanne aus Gusseisen, 0,8 l", 5900, "iron", "0.8"),
            pot("pot-iron-1200", "Iron teapot, 1.2 l", "Teekanne aus Gusseisen, 1,2 l", 7400, "iron", "1.2"),
            pot("pot-glass-1000", "Glass teapot, 1 l", "Teekanne aus Glas, 1 l", 3490, "glass", "1.0"),
            pot(
                    "pot-porcelain-900",
                    "Porcelain teapot, 0.9 l",
                    "Teekanne aus Porzellan, 0,9 l",
                    4200,
                    "porcelain",
                    "0.9"),
            cup("white", "weiß"),
            cup("blue", "blau"),
            cup("black", "schwarz"),
            cup("red", "rot"),
            thing("tin-square", "Square tin", "Eckige Dose", 420, "'family': 'tin', 'colour': 'silver'"),
            thing("tin-round-red", "Round tin, red", "Runde Dose, rot", 480, "'family': 'tin', 'colour': 'red'"),
            thing("tin-round-green", "Round tin, green", "Runde Dose, grün", 480, "'family': 'tin', 'colour': 'green'"),
            thing("strainer-steel", "Steel strainer", "Sieb aus Stahl", 890, "'family': 'tool', 'material': 'steel'"),
            thing(
                    "strainer-bamboo",
                    "Bamboo strainer",
                    "Sieb aus Bambus",
                    650,
                    "'family': 'tool', 'material': 'bamboo'"),
            thing("whisk-bamboo", "Bamboo whisk", "Besen aus Bambus", 1890, "'family': 'tool', 'material': 'bamboo'"),
            thing("tray-oak", "Oak tray", "Tablett aus Eiche", 3900, "'family': 'tray', 'material': 'oak'"),
            thing("tray-walnut", "Walnut tray", "Tablett aus Nussbaum", 4900, "'family': 'tray', 'material': 'walnut'"),
            new Product(
                    "book-tea-atlas",
                    "The Tea Atlas",
                    "Der Tee-Atlas",
                    2990,
                    "books",
                    "'family': 'book', 'pages': 320"),
            new Product(
                    "book-ceremony",
                    "The Tea Ceremony",
                    "Die Teezeremonie",
                    1990,
                    "books",
                    "'family': 'book', 'pages': 160"));

    /** The codes of the promotions, which shoppers enter. */
    static final List<String> CODES = List.of("GREEN10", "REGULAR5", "FREESHIP");

    private Seed() {}

    /** Sets all entries of the registers; setting them again changes nothing. */
    static void registers(SeedClient shop) throws IOException, InterruptedException {
        String staff = Tokens.staff("seed");
        for (Product product : PRODUCTS) {
            put(shop, staff, "/products/" + product.sku(), product.json());
        }
        put(shop, staff, "/tax-rates/DE", """
                {"rates": {"standard": "0.19", "food": "0.07", "books": "0.07"}, "includedInPrice": true}""");
        put(shop, staff, "/tax-rates/US", """
                {"rates": {"standard": "0.0725", "food": "0"}, "includedInPrice": false, "rounding": "HALF_UP"}""");
        put(shop, staff, "/shipping-methods/parcel", """
                {"name": "Parcel", "countries": ["DE", "US"],
                 "prices": [{"currency": "EUR", "flat": 490, "freeFrom": 6000},
                            {"currency": "USD", "flat": 1490}]}""");
        put(shop, staff, "/shipping-methods/express", """
                {"name": "Express", "countries": ["DE"],
                 "prices": [{"currency": "EUR", "tiers": [{"from": 0, "amount": 1290}, {"from": 10000, "amount": 790}]}]}""");
        put(shop, staff, "/promotions/green-tea", """
                {"name": "A tenth off green tea", "trigger": "CODE",
                 "target": {"kind": "LINES", "attributes": {"leaf": ["green"]}},
                 "effect": {"kind": "PERCENT_OFF", "rate": "0.1"}}""");
        put(shop, staff, "/promotions/regulars", """
                {"name": "Five off for regular customers", "trigger": "CODE", "target": {"kind": "ORDER"},
                 "effect": {"kind": "AMOUNT_OFF", "amounts": [{"amount": 500, "currency": "EUR"}]},
                 "conditions": {"customerGroups": ["regulars"]}}""");
        put(shop, staff, "/promotions/free-shipping", """
                {"name": "Free shipping from 30.00", "trigger": "CODE", "target": {"kind": "SHIPPING"},
                 "effect": {"kind": "FREE_SHIPPING"},
                 "conditions": {"minimumSubtotal": [{"amount": 3000, "currency": "EUR"}]}}""");
        put(shop, staff, "/promotions/green-tea/codes/" + CODES.get(0), "{}");
        put(shop, staff, "/promotions/regulars/codes/" + CODES.get(1), "{}");
        put(shop, staff, "/promotions/free-shipping/codes/" + CODES.get(2), "{}");
    }

    /** Without a key of its own: an entry that somebody has changed is set again. */
    private static void put(SeedClient shop, String staff, String path, String body)
            throws IOException, InterruptedException {
        shop.command(staff, "PUT", path, body, "seed-" + UUID.randomUUID());
    }

    private static Product tea(String variant, String name, int price, String leaf, int grams) {
        return new Product(
                "tea-" + variant,
                name,
                name,
                price,
                "food",
                "'family': 'tea', 'leaf': '%s', 'grams': %d, 'organic': true".formatted(leaf, grams));
    }

    private static Product pot(String sku, String name, String german, int price, String material, String litres) {
        return new Product(
                sku,
                name,
                german,
                price,
                "standard",
                "'family': 'pot', 'material': '%s', 'litres': '%s'".formatted(material, litres));
    }

    private static Product cup(String colour, String german) {
        String name = colour.equals("white") ? "Porcelain cup" : "Porcelain cup, " + colour;
        return new Product(
                "cup-" + colour,
                name,
                "Porzellantasse, " + german,
                750,
                "standard",
                "'family': 'cup', 'colour': '%s'".formatted(colour));
    }

    private static Product thing(String sku, String name, String german, int price, String attributes) {
        return new Product(sku, name, german, price, "standard", attributes);
    }
}

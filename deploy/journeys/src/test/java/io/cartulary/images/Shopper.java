package io.cartulary.images;

import static io.restassured.http.ContentType.JSON;

import io.cartulary.localstack.Tokens;
import io.restassured.response.Response;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds one unit to a cart, repeatedly, until the answer is not 200 or 201. */
final class Shopper implements Runnable {

    static final String SKU = "ESPRESSO-500G";

    private static final String STAFF = Tokens.staff("images");

    private final URI commands;
    private final String cart;
    private final AtomicInteger added = new AtomicInteger();
    private volatile String token = "";
    private volatile String end = "";

    Shopper(URI commands, String cart) {
        this.commands = commands;
        this.cart = cart;
    }

    @Override
    public void run() {
        while (end.isEmpty()) {
            try {
                Response response = ImagesIT.as(STAFF)
                        .contentType(JSON)
                        .body("{\"sku\": \"%s\", \"quantity\": 1}".formatted(SKU))
                        .post(commands + "/commands/v1/carts/{cart}/items", cart);
                if (response.statusCode() == 200 || response.statusCode() == 201) {
                    token = response.header("Consistency-Token");
                    added.incrementAndGet();
                } else {
                    end = Integer.toString(response.statusCode());
                }
            } catch (Exception _) {
                // any failure of a connection whose peer goes away
                end = "no answer";
            }
        }
    }

    /** The number of answers. */
    int added() {
        return added.get();
    }

    /** Of the last answer. */
    String token() {
        return token;
    }

    /** The status that it ended with. */
    String end() {
        return end;
    }
}

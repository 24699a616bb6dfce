package io.cartulary.command.security;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import io.cartulary.localstack.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/**
 * What belongs to one shopper, over HTTP: one of everything, so that a caller without access is rejected for that
 * reason only.
 *
 * @param cart with one line
 * @param otherCart without lines
 * @param order placed, of a third cart, with one line of {@link #UNITS}
 * @param sku of what is in the cart and the order, on sale
 */
record Belongings(String token, String cart, String otherCart, String order, String sku) {

    static final int UNITS = 20;

    private static final String STAFF = Tokens.staff("bob");
    private static final int PRICE = 1250;

    static Belongings ofCustomer(String subject) {
        String token = Tokens.customer(subject);
        return of(token, created(as(token)).path("id"));
    }

    static Belongings ofGuest() {
        Response first = created(given());
        return of(first.path("guestToken"), first.path("id"));
    }

    private static Belongings of(String token, String cart) {
        String sku = "SKU-" + UUID.randomUUID();
        as(STAFF)
                .body("""
                        {"name": "Something", "price": {"amount": %d, "currency": "EUR"}}""".formatted(PRICE))
                .put("/commands/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        fill(token, cart, sku);
        String order = created(as(token)).path("id");
        fill(token, order, sku);
        checkOut(token, order);
        return new Belongings(token, cart, created(as(token)).path("id"), order, sku);
    }

    private static Response created(RequestSpecification request) {
        return request.contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static void fill(String token, String cart, String sku) {
        as(token)
                .body("{\"sku\": \"" + sku + "\", \"quantity\": " + UNITS + "}")
                .post("/commands/v1/carts/{id}/items", cart)
                .then()
                .statusCode(200);
    }

    private static void checkOut(String token, String cart) {
        as(token)
                .body("""
                        {"recipient": "Erika", "street": "Heidestr. 17", "city": "Köln", "country": "DE"}""")
                .put("/commands/v1/carts/{id}/shipping-address", cart)
                .then()
                .statusCode(200);
        as(token)
                .body("{\"email\": \"erika@example.com\"}")
                .put("/commands/v1/carts/{id}/contact", cart)
                .then()
                .statusCode(200);
        as(token)
                .body("""
                        {"expectedTotal": {"amount": %d, "currency": "EUR"}}""".formatted(UNITS * PRICE))
                .post("/commands/v1/carts/{id}/checkout", cart)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(JSON);
    }
}

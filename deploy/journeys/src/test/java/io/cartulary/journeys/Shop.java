package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import io.cartulary.localstack.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** Given, when and then for both services, used by the journeys. */
class Shop {

    private static final String TOKEN = "Consistency-Token";
    private static final String STAFF = Tokens.staff("journeys");
    static final String SHOPPER = Tokens.customer("journeys");

    private final String commands;
    private final String queries;

    /** Both are addresses as {@code deploy/up} prints them: {@code http://127.0.0.1:8081/commands/v1}. */
    Shop(String commands, String queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Given a product on sale at this price in cents. */
    String givenAProduct(long cents) {
        String sku = "SKU-" + UUID.randomUUID();
        as(STAFF)
                .contentType(JSON)
                .body("{\"name\": \"Something\", \"price\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents))
                .put(commands + "/products/{sku}", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    /** Given an empty cart for euros. */
    String givenACart() {
        return as(SHOPPER)
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(commands + "/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** When units of a product are added to a cart; returns the token that a query may wait for. */
    String whenAnItemIsAdded(String cart, String sku, int quantity) {
        return done(as(SHOPPER)
                .contentType(JSON)
                .body("{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity))
                .post(commands + "/carts/{id}/items", cart));
    }

    /** The same for one unit, as a request to send elsewhere. */
    HttpRequest oneMore(String cart, String sku) {
        return HttpRequest.newBuilder(URI.create(commands + "/carts/" + cart + "/items"))
                .header("Authorization", "Bearer " + SHOPPER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku)))
                .build();
    }

    /** A new cart, to be sent by somebody else. */
    static HttpRequest newCart(URI service) {
        return HttpRequest.newBuilder(service.resolve("/commands/v1/carts"))
                .header("Authorization", "Bearer " + SHOPPER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"currency\": \"EUR\"}"))
                .build();
    }

    String whenAQuantityIsChanged(String cart, String line, int quantity) {
        return done(as(SHOPPER)
                .contentType(JSON)
                .body("{\"quantity\": %d}".formatted(quantity))
                .put(commands + "/carts/{id}/items/{line}", cart, line));
    }

    String whenALineIsRemoved(String cart, String line) {
        return done(as(SHOPPER).delete(commands + "/carts/{id}/items/{line}", cart, line));
    }

    String whenTheCartIsCleared(String cart) {
        return done(as(SHOPPER).delete(commands + "/carts/{id}/items", cart));
    }

    /** Then a command is stored, published and projected. */
    void thenEverythingWorks() {
        String sku = givenAProduct(100);
        String cart = givenACart();
        thenTheCart(cart, whenAnItemIsAdded(cart, sku, 1)).then().statusCode(200);
    }

    /** Then the cart, once it shows what the token stands for. */
    Response thenTheCart(String cart, String token) {
        return as(SHOPPER).header(TOKEN, token).queryParam("wait", "10s").get(queries + "/carts/{id}", cart);
    }

    /** Then the cart at a moment of its past. */
    Response thenTheCartAt(String cart, String parameter, Object moment) {
        return as(SHOPPER).queryParam(parameter, moment.toString()).get(queries + "/carts/{id}", cart);
    }

    /** Then the first thousand events of the cart. */
    Response thenTheHistory(String cart) {
        return as(SHOPPER).queryParam("limit", 1000).get(queries + "/carts/{id}/history", cart);
    }

    private static RequestSpecification as(String bearer) {
        return given().auth().oauth2(bearer);
    }

    private static String done(Response response) {
        return response.then().statusCode(200).extract().header(TOKEN);
    }
}

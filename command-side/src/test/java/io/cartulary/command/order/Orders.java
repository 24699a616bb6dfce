package io.cartulary.command.order;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Given, when and then over HTTP: requests of shoppers, staff and payment systems about an order. */
final class Orders {

    private Orders() {}

    /** Given an order of two units at 12.50, placed by a checkout. */
    static String givenAnOrder() {
        String sku = givenAProduct(1250);
        String cart = given().contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String path = "/commands/v1/carts/" + cart;
        sent(given(), "{'sku': '%s', 'quantity': 2}".formatted(sku))
                .post(path + "/items")
                .then()
                .statusCode(200);
        sent(given(), HOME).put(path + "/shipping-address").then().statusCode(200);
        sent(given(), "{'email': 'erika@example.com'}")
                .put(path + "/contact")
                .then()
                .statusCode(200);
        sent(given(), "{'expectedTotal': {'amount': 2500, 'currency': 'EUR'}}")
                .post(path + "/checkout")
                .then()
                .statusCode(200);
        return cart;
    }

    static final String HOME =
            "{'recipient': 'Erika Mustermann', 'street': 'Heidestraße 17', 'postalCode': '51147', 'city': 'Köln', 'country': 'DE'}";

    /** Given an order that may be shipped, paid in full; returns the payment's id. */
    static String givenItIsPaidAndConfirmed(String order) {
        when(order, "payments", payment("AUTHORIZED", "pi_1", 2500)).statusCode(200);
        // or the policy confirms it
        when(order, "confirmation").statusCode(200);
        return when(order, "payments", payment("CAPTURED", "pi_1", 2500))
                .statusCode(200)
                .extract()
                .path("part");
    }

    /** Given a product on sale that no other test uses. */
    static String givenAProduct(long cents) {
        String sku = "SKU-" + UUID.randomUUID();
        sent(given(), "{'name': 'Something', 'price': {'amount': %d, 'currency': 'EUR'}}".formatted(cents))
                .put("/commands/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    static String payment(String kind, String providerRef, long cents) {
        return "{'providerRef': '%s', 'kind': '%s', 'amount': {'amount': %d, 'currency': 'EUR'}}"
                .formatted(providerRef, kind, cents);
    }

    /** When a request without a body is posted. */
    static ValidatableResponse when(String order, String path) {
        return post(given(), order, path).then();
    }

    /** When this is posted; single quotes stand for double ones. */
    static ValidatableResponse when(String order, String path, String body) {
        return post(sent(given(), body), order, path).then();
    }

    static Response post(RequestSpecification request, String order, String path) {
        return request.post("/commands/v1/orders/" + order + "/" + path);
    }

    /** With that body; single quotes stand for double ones. */
    static RequestSpecification sent(RequestSpecification headers, String body) {
        return headers.contentType(JSON).body(body.replace('\'', '"'));
    }
}

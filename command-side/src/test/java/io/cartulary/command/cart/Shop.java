package io.cartulary.command.cart;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Given, when and then over HTTP: requests of a shop's clients to the command service. */
final class Shop {

    private Shop() {}

    /** Given a product on sale that no other test uses. */
    static String givenAProduct(long cents) {
        String sku = "SKU-" + UUID.randomUUID();
        given().contentType(JSON)
                .body("{\"name\": \"Something\", \"price\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents))
                .put("/commands/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    /** Given a cart for euros. */
    static String givenACart() {
        return whenACartIsCreated(given()).then().statusCode(201).extract().path("id");
    }

    /** Given a cart with units of a product, an address and a contact. */
    static String givenACartToOrder(String sku, int quantity) {
        String cart = givenACart();
        whenAnItemIsAdded(given(), cart, sku, quantity).then().statusCode(200);
        given().contentType(JSON)
                .body("""
                        {"recipient": "Ada Lovelace", "street": "12 St James's Square", "city": "London", "country": "GB"}
                        """)
                .put("/commands/v1/carts/{id}/shipping-address", cart)
                .then()
                .statusCode(200);
        given().contentType(JSON)
                .body("{\"email\": \"ada@example.org\"}")
                .put("/commands/v1/carts/{id}/contact", cart)
                .then()
                .statusCode(200);
        return cart;
    }

    static Response whenACartIsCreated(RequestSpecification headers) {
        return headers.contentType(JSON).body("{\"currency\": \"EUR\"}").post("/commands/v1/carts");
    }

    static Response whenAnItemIsAdded(RequestSpecification headers, String cart, String sku, int quantity) {
        return headers.contentType(JSON)
                .body("{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity))
                .post("/commands/v1/carts/{id}/items", cart);
    }
}

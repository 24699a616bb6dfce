package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Both services in a world of their own, and the words in which a journey speaks to them. */
final class Cartulary implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "logs");
    private static final String TOKEN = "Consistency-Token";

    private final Service commands;
    private final Service queries;

    private Cartulary(Service commands, Service queries) {
        this.commands = commands;
        this.queries = queries;
    }

    static Cartulary start() throws InterruptedException {
        Endpoints endpoints = LocalStack.joinOrStart();
        World world = World.unique();
        Topics.create(endpoints.kafkaBootstrap(), world.topic());
        Map<String, String> environment = endpoints.environment(world);
        Path logs = LOGS.resolve(world.topic()).toAbsolutePath();
        var cartulary = new Cartulary(
                Service.of(Service.Side.COMMAND, 0, environment, logs.resolve("command-side.log")),
                Service.of(Service.Side.QUERY, 0, environment, logs.resolve("query-side.log")));
        cartulary.commands.startWithoutWaiting();
        cartulary.queries.startWithoutWaiting();
        cartulary.commands.awaitReady();
        cartulary.queries.awaitReady();
        return cartulary;
    }

    Service commands() {
        return commands;
    }

    Service queries() {
        return queries;
    }

    /** Given a product on sale for so many cents. */
    String givenAProduct(long cents) {
        String sku = "SKU-" + UUID.randomUUID();
        given().contentType(JSON)
                .body("{\"name\": \"Something\", \"price\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents))
                .put(commands.uri() + "/commands/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        return sku;
    }

    /** Given an empty cart for euros. */
    String givenACart() {
        return given().contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(commands.uri() + "/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** When units of a product are put into a cart; answers the token that a query may wait for. */
    String whenAnItemIsAdded(String cart, String sku, int quantity) {
        return done(given().contentType(JSON)
                .body("{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity))
                .post(commands.uri() + "/commands/v1/carts/{id}/items", cart));
    }

    String whenAQuantityIsChanged(String cart, String line, int quantity) {
        return done(given().contentType(JSON)
                .body("{\"quantity\": %d}".formatted(quantity))
                .put(commands.uri() + "/commands/v1/carts/{id}/items/{line}", cart, line));
    }

    String whenALineIsRemoved(String cart, String line) {
        return done(given().delete(commands.uri() + "/commands/v1/carts/{id}/items/{line}", cart, line));
    }

    String whenTheCartIsCleared(String cart) {
        return done(given().delete(commands.uri() + "/commands/v1/carts/{id}/items", cart));
    }

    /** Then the cart, once it shows what the token stands for. */
    Response thenTheCart(String cart, String token) {
        return given().header(TOKEN, token)
                .queryParam("wait", "10s")
                .get(queries.uri() + "/queries/v1/carts/{id}", cart);
    }

    /** Then the cart at a moment of its past. */
    Response thenTheCartAt(String cart, String parameter, Object moment) {
        return given().queryParam(parameter, moment.toString()).get(queries.uri() + "/queries/v1/carts/{id}", cart);
    }

    Response thenTheHistory(String cart) {
        return given().get(queries.uri() + "/queries/v1/carts/{id}/history", cart);
    }

    private static String done(Response response) {
        return response.then().statusCode(200).extract().header(TOKEN);
    }

    @Override
    public void close() {
        try {
            for (Service service : new Service[] {commands, queries}) {
                if (service.isAlive()) {
                    service.stop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

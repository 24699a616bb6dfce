package io.cartulary.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.cluster.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Given, when and then through the ingress. What is only on its way, as a roll-out may cause, is asked for again. */
final class Shop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final String EUROS = "{\"amount\": %d, \"currency\": \"EUR\"}";
    private static final int CENTS = 1250;

    private final Http http = new Http();
    private final URI ingress;
    private final String staff;
    private final String customer;
    private final String subject = "trial-" + UUID.randomUUID();

    /** @param ingress where both services are */
    Shop(URI ingress) throws IOException, InterruptedException {
        this.ingress = ingress;
        staff = token("staff", "trial");
        customer = token("customer", subject);
    }

    /** As a person gets one for the demo. */
    private static String token(String role, String subject) throws IOException, InterruptedException {
        return Shell.bash("deploy/token --cluster --minutes 600 %s %s".formatted(role, subject))
                .strip();
    }

    String customer() {
        return customer;
    }

    String givenAProduct() throws InterruptedException {
        String sku = "TRIAL-" + UUID.randomUUID();
        expect(200, http.put(commands("products/" + sku), staff, """
                {"name": "Espresso", "price": %s}""".formatted(EUROS.formatted(CENTS))));
        return sku;
    }

    /** An order of two units, placed. */
    Order whenAnOrderIsPlaced(String sku) throws InterruptedException {
        String cart = command("carts", """
                {"currency": "EUR"}""", 201).body().path("id").asText();
        command("carts/" + cart + "/items", """
                {"sku": "%s", "quantity": 2}""".formatted(sku), 200);
        expect(200, http.put(commands("carts/" + cart + "/shipping-address"), customer, """
                {"recipient": "Alice", "street": "Heidestrasse 17", "postalCode": "51147", "city": "Koeln", "country": "DE"}"""));
        expect(200, http.put(commands("carts/" + cart + "/contact"), customer, """
                {"email": "alice@example.com"}"""));
        Answer placed = command("carts/" + cart + "/checkout", """
                {"expectedTotal": %s}""".formatted(EUROS.formatted(2 * CENTS)), 200);
        return new Order(cart, line(cart, placed.token()), placed.token());
    }

    /** An order that was placed is paid, confirmed by itself, shipped, delivered and completed. */
    Order whenItIsFulfilled(Order order) throws InterruptedException {
        String path = "orders/" + order.id();
        staff(path + "/payments", """
                {"kind": "AUTHORIZED", "providerRef": "pi_%s", "amount": %s}""".formatted(order.id(), EUROS.formatted(2 * CENTS)));
        thenItsStateIs(order, "CONFIRMED");
        staff(path + "/payments", """
                {"kind": "CAPTURED", "providerRef": "pi_%s", "amount": %s}""".formatted(order.id(), EUROS.formatted(2 * CENTS)));
        String shipment = staff(path + "/shipments", """
                {"carrier": "DHL", "tracking": "JJD1", "lines": [{"lineId": "%s", "quantity": 2}]}""".formatted(order.line()))
                .body()
                .path("part")
                .asText();
        staff(path + "/shipments/" + shipment + "/delivery", "");
        return order.seenAt(staff(path + "/completion", "").token());
    }

    void thenItsStateIs(Order order, String state) {
        await("order %s is %s".formatted(order.id(), state))
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(view("orders/" + order.id(), order.token())
                                .body()
                                .path("state")
                                .asText())
                        .isEqualTo(state));
    }

    /** The events of the order's stream, as the history tells them. */
    int eventsOf(Order order) throws InterruptedException {
        Answer history = expect(
                200, http.get(queries("orders/" + order.id() + "/history"), customer, Optional.of(order.token())));
        return history.body().findValues("type").size();
    }

    /** The units that the view of a cart has, once it has what was answered, or after so long. */
    int unitsOf(Basket basket, Duration patience) {
        var units = new AtomicInteger(-1);
        try {
            await().atMost(patience).pollInterval(OFTEN).until(() -> {
                Answer answer = view("carts/" + basket.cart(), basket.token());
                units.set(
                        answer.status() == 200 ? answer.body().path("itemCount").asInt() : -1);
                return basket.permits(units.get());
            });
        } catch (org.awaitility.core.ConditionTimeoutException _) {
            return units.get();
        }
        return units.get();
    }

    private String line(String order, String token) {
        var line = new String[1];
        await().atMost(PATIENCE).pollInterval(OFTEN).untilAsserted(() -> {
            line[0] =
                    view("orders/" + order, token).body().at("/lines/0/lineId").asText();
            assertThat(line[0]).isNotEmpty();
        });
        return line[0];
    }

    private Answer view(String path, String token) throws InterruptedException {
        return http.get(queries(path), customer, Optional.of(token));
    }

    private Answer command(String path, String body, int status) throws InterruptedException {
        return expect(status, http.post(commands(path), customer, body));
    }

    private Answer staff(String path, String body) throws InterruptedException {
        return expect(200, http.post(commands(path), staff, body));
    }

    private static Answer expect(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        return answer;
    }

    private URI commands(String path) {
        return ingress.resolve("/commands/v1/" + path);
    }

    private URI queries(String path) {
        return ingress.resolve("/queries/v1/" + path);
    }

    @Override
    public void close() {
        http.close();
    }
}

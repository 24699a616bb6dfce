package io.cartulary.command.security;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Carts and their owners: other callers get 404. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OwnershipIT {

    private static final String ALICE = Tokens.customer("alice");
    private static final String MALLORY = Tokens.customer("mallory");
    private static final String STAFF = Tokens.staff("bob");

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready_and_nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
        Readiness.await();
    }

    @Test
    void a_customers_cart_is_the_customers() {
        Response created = create(as(ALICE));

        created.then().statusCode(201).body("guestToken", nullValue());
        Envelope first = stream(created.path("id")).getFirst();
        assertThat(first.event())
                .isInstanceOfSatisfying(
                        CartCreated.class, event -> assertThat(event.owner()).isEqualTo(new Owner.Customer("alice")));
        assertThat(first.actor()).isEqualTo("customer:alice");
        clear(as(ALICE), created.path("id")).then().statusCode(200);
    }

    @Test
    void a_guests_cart_is_whose_token_its_creation_returned() {
        Response created = create(given());
        String guest = created.then()
                .statusCode(201)
                .body("guestToken", notNullValue())
                .extract()
                .path("guestToken");

        clear(as(guest), created.path("id")).then().statusCode(200);
        Response second = create(as(guest));
        second.then().statusCode(201).body("guestToken", nullValue());
        clear(as(guest), second.path("id")).then().statusCode(200);
        assertThat(stream(created.path("id")).getFirst().actor()).isEqualTo("anonymous");
        assertThat(stream(second.path("id")).getFirst().actor()).isEqualTo("guest:" + subject(guest));
    }

    @Test
    void someone_elses_cart_is_answered_as_one_that_is_not_there() {
        String cart = create(as(ALICE)).path("id");
        String nowhere = UUID.randomUUID().toString();
        String otherGuest = create(given()).path("guestToken");

        for (String stranger : List.of(MALLORY, otherGuest)) {
            for (String match : List.of("*", "\"1\"", "\"7\"")) {
                Response theirs = clear(as(stranger).header("If-Match", match), cart);
                Response none = clear(as(stranger).header("If-Match", match), nowhere);
                assertThat(theirs.statusCode()).isEqualTo(404).isEqualTo(none.statusCode());
                assertThat(theirs.asString().replace(cart, nowhere)).isEqualTo(none.asString());
            }
        }
        assertThat(stream(cart)).hasSize(1);
    }

    @Test
    void a_strangers_key_finds_no_answer_of_the_owner() {
        String cart = create(as(ALICE)).path("id");
        String key = UUID.randomUUID().toString();
        add(as(STAFF).header("Idempotency-Key", key), cart).then().statusCode(409);
        clear(as(ALICE).header("Idempotency-Key", key), cart).then().statusCode(200);

        clear(as(MALLORY).header("Idempotency-Key", key), cart)
                .then()
                .statusCode(404)
                .body("code", is("no-such-cart"));
        String first = create(as(ALICE).header("Idempotency-Key", key)).path("id");
        String other = create(as(MALLORY).header("Idempotency-Key", key)).path("id");
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void staff_acts_on_any_cart() {
        String cart = create(as(ALICE)).path("id");

        clear(as(STAFF), cart).then().statusCode(200);
    }

    @Test
    void a_customer_who_shows_the_guests_token_is_that_guest_too() {
        Response created = create(given());
        String guest = created.path("guestToken");

        clear(as(ALICE), created.path("id")).then().statusCode(404);
        clear(as(ALICE).header("Guest-Token", guest), created.path("id")).then().statusCode(200);
        clear(as(ALICE).header("Guest-Token", MALLORY), created.path("id"))
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", is("unauthenticated"));
    }

    @Test
    void a_retry_without_a_token_gets_the_same_guest_and_needs_a_key_that_nobody_guesses() {
        String key = UUID.randomUUID().toString();
        Response first = create(given().header("Idempotency-Key", key));
        Response second = create(given().header("Idempotency-Key", key));

        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        clear(as(second.path("guestToken")), first.path("id")).then().statusCode(200);
        create(given().header("Idempotency-Key", "my-cart"))
                .then()
                .statusCode(400)
                .body("code", is("malformed-header"));
    }

    private static String subject(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]), UTF_8);
        return JsonPath.from(claims).getString("sub");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response create(RequestSpecification request) {
        return request.contentType(JSON).body("{\"currency\": \"EUR\"}").post("/commands/v1/carts");
    }

    private static Response add(RequestSpecification request, String cart) {
        return request.contentType(JSON)
                .body("{\"sku\": \"nobody-sells-this\", \"quantity\": 1}")
                .post("/commands/v1/carts/{id}/items", cart);
    }

    private static Response clear(RequestSpecification request, String cart) {
        return request.delete("/commands/v1/carts/{id}/items", cart);
    }

    private List<Envelope> stream(String cart) {
        return store.read(new StreamId("cart", cart), 0, 100).await().atMost(Duration.ofSeconds(10));
    }
}

package io.cartulary.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.cartulary.localstack.Tokens;
import io.cartulary.service.testing.NothingThereContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NothingThereIT.Nothing.class)
class NothingThereIT extends NothingThereContract {

    NothingThereIT() {
        super("/queries/v1/carts/" + UUID.randomUUID(), Tokens.customer("alice"));
    }

    @Override
    protected void thenRequestsAreAnswered() {
        thenUnavailable(get("/queries/v1/products/TEA"), "store-unavailable");
        given().header("Consistency-Token", "1:1")
                .get("/queries/v1/products/TEA?wait=100ms")
                .then()
                .statusCode(503)
                .body("code", equalTo("not-yet-visible"));
    }

    /** What it shows then is for its pages to say. */
    @Test
    void the_console_is_served_without_them() {
        given().redirects().follow(false).get("/console").then().statusCode(308).header("Location", "/console/");
        get("/console/").then().statusCode(200).contentType("text/html");
        String page = get("/console/orders/" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("connect-src 'self' https://id.example;"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .extract()
                .asString();
        Matcher script = Pattern.compile("src=\"(/console/assets/console-[A-Z0-9]{8}\\.js)\"")
                .matcher(page);
        assertThat(script.find()).as("the page names its script: %s", page).isTrue();
        for (String encoding : List.of("gzip", "identity")) {
            given().header("Accept-Encoding", encoding)
                    .get(script.group(1))
                    .then()
                    .statusCode(200)
                    .contentType("text/javascript")
                    .header("Cache-Control", containsString("immutable"))
                    .header("X-Content-Type-Options", "nosniff")
                    .body(containsString("console-shell"));
        }
        get("/console/assets/console-00000000.js").then().statusCode(404).header("Cache-Control", "no-store");
        get("/console/settings.json").then().statusCode(200).body("oidc.clientId", equalTo("cartulary-console"));
        given().post("/console/").then().statusCode(404);
    }

    /** Addresses that nobody listens on. */
    public static final class Nothing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return overrides(Map.of(
                    "cartulary.console.oidc.issuer", "https://id.example/realms/shop",
                    "quarkus.cassandra.contact-points", "127.0.0.1:1",
                    "kafka.bootstrap.servers", "127.0.0.1:1"));
        }
    }
}

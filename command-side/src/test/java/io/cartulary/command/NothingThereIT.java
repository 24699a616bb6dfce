package io.cartulary.command;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import io.cartulary.localstack.Tokens;
import io.cartulary.service.testing.NothingThereContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NothingThereIT.Nothing.class)
class NothingThereIT extends NothingThereContract {

    NothingThereIT() {
        super("/commands/v1/admin/replays", Tokens.operator("olga"));
    }

    @Test
    void a_command_is_answered_that_it_may_be_sent_again() {
        thenUnavailable(
                given().contentType(JSON).body("{\"currency\": \"EUR\"}").post("/commands/v1/carts"),
                "store-unavailable");
    }

    /** Addresses without a listener. */
    public static final class Nothing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return overrides(Map.of("MYSQL_PORT", "1", "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
        }
    }
}

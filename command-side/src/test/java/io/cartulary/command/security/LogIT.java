package io.cartulary.command.security;

import static io.restassured.http.ContentType.JSON;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Tokens;
import io.cartulary.service.testing.LogContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(LogContract.InAContainer.class)
class LogIT extends LogContract {

    @Test
    void a_journey_leaves_nothing_about_a_person_and_no_token_behind() {
        String mark = UUID.randomUUID().toString();
        Belongings guests = Belongings.ofGuest();
        String address = """
                {"recipient": "R-%1$s", "street": "S-%1$s", "city": "C-%1$s", "country": "DE"}""".formatted(mark);
        String contact = "{\"email\": \"e.%1$s@example.com\", \"phone\": \"+49 221 %1$s\"}".formatted(mark);
        String note = "{\"text\": \"N-%s\"}".formatted(mark);

        for (String token : List.of(guests.token(), ALICE, Tokens.staff("bob"), guests.token() + "x", "no-" + mark)) {
            for (String thing : List.of("carts/" + guests.cart(), "orders/" + guests.order())) {
                as(token).contentType(JSON).body(address).put("/commands/v1/" + thing + "/shipping-address");
                as(token).contentType(JSON).body(contact).put("/commands/v1/" + thing + "/contact");
                as(token).contentType(JSON).body(address).put("/commands/v1/" + thing + "/contact");
                as(token).contentType(JSON).body(contact + "}").put("/commands/v1/" + thing + "/contact");
                as(token).contentType(JSON).body(note).post("/commands/v1/" + thing + "/notes");
                as(token).header("Guest-Token", guests.token()).delete("/commands/v1/" + thing + "/items");
            }
        }

        thenTheLogHasNone(mark, guests.token(), ALICE);
    }
}

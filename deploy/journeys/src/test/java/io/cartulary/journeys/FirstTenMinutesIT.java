package io.cartulary.journeys;

import static io.cartulary.journeys.Shell.CHECKOUT;
import static io.cartulary.journeys.Shell.bash;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's steps for a newcomer: start everything, take the tour, stop, and find all data again. */
class FirstTenMinutesIT {

    private static final Pattern TOUR =
            Pattern.compile("<!-- A test runs this block.*?```bash\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ADDED = Pattern.compile("\\{\"id\":\"([0-9a-f-]{36})\",\"version\":2}");

    @Test
    void everything_starts_shows_what_the_readme_promises_and_is_there_again_after_a_restart() throws Exception {
        try (var stack = new OwnStack("newcomer")) {
            String up = stack.up("--seed", "--fresh");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> given().get(stack.address("queries") + "/products/tea-sencha-100")
                            .then()
                            .statusCode(200));
            assertThat(bash(theReadyMadeCurl(up))).contains("\"version\":1");

            String tour = bash(tour(stack));

            assertThat(tour)
                    .as("a wrong If-Match is told what happened since")
                    .contains("\"code\":\"stale-version\"", "\"type\":\"cart.item-added.v1\"")
                    .as("the query has seen the third unit")
                    .contains("\"version\":3", "\"quantity\":3", "\"total\":{\"amount\":2970,\"currency\":\"EUR\"}")
                    .as("the past is as it was")
                    .contains("\"total\":{\"amount\":1980,\"currency\":\"EUR\"}");
            List<String> added =
                    ADDED.matcher(tour).results().map(MatchResult::group).toList();
            assertThat(added).as("a retry gets the first answer").hasSize(2).containsOnly(added.getFirst());

            stack.down();
            stack.up();

            given().auth()
                    .oauth2(Tokens.staff("newcomer"))
                    .get(stack.address("queries") + "/carts/" + cart(added.getFirst()))
                    .then()
                    .statusCode(200)
                    .body("version", is(3))
                    .body("itemCount", is(3));
        }
    }

    private static String tour(OwnStack stack) throws IOException {
        Matcher block = TOUR.matcher(Files.readString(CHECKOUT.resolve("README.md")));
        assertThat(block.find()).as("the README has a tour").isTrue();
        return block.group(1)
                .replace("http://localhost:8081/commands/v1", stack.address("commands"))
                .replace("http://localhost:8082/queries/v1", stack.address("queries"));
    }

    private static String theReadyMadeCurl(String up) {
        Matcher line = Pattern.compile("^ *(curl .*)$", Pattern.MULTILINE).matcher(up);
        assertThat(line.find()).as("deploy/up prints a ready-made curl").isTrue();
        return line.group(1);
    }

    private static String cart(String answer) {
        Matcher id = ADDED.matcher(answer);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}

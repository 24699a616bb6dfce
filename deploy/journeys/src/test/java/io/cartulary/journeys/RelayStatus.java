package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Service;
import io.cartulary.localstack.Tokens;
import io.restassured.path.json.JsonPath;
import java.time.Duration;

/** How far the relay of the command service is, as an operator sees it. */
final class RelayStatus {

    private static final Duration A_SLOW_MACHINE = Duration.ofMinutes(1);

    private final Service service;

    RelayStatus(Service service) {
        this.service = service;
    }

    /** Waits until it publishes all partitions, and has nothing to publish. */
    void awaitLeadership() {
        await().atMost(A_SLOW_MACHINE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(report().getList("partitions.state"))
                        .isNotEmpty()
                        .allMatch("PUBLISHING"::equals));
        thenAllIsPublishedWithin(A_SLOW_MACHINE);
    }

    void thenNothingIsPublishedFor(Duration time) {
        await().pollDelay(time)
                .atMost(time.multipliedBy(5))
                .untilAsserted(() -> assertThat(backlog()).isPositive());
    }

    void thenAllIsPublishedWithin(Duration time) {
        long begin = System.nanoTime();
        await().atMost(time).until(() -> backlog() == 0);
        System.out.printf("all is published after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }

    private long backlog() {
        return report().getLong("partitions.backlog.sum()");
    }

    private JsonPath report() {
        return given().auth()
                .oauth2(Tokens.operator("journeys"))
                .get(service.uri() + "/commands/v1/admin/relay")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

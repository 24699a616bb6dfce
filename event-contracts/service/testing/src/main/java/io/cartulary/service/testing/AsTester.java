package io.cartulary.service.testing;

import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import java.time.Duration;

/** Tests that are not about access call with all roles, unless they bring their own token. */
public final class AsTester implements QuarkusTestBeforeEachCallback {

    private static final String TOKEN = Tokens.of("tester", Duration.ofHours(1), "customer", "staff", "operator");

    private static final Filter WITH_TOKEN = (request, response, context) -> {
        if (!request.getHeaders().hasHeaderWithName("Authorization")) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        return context.next(request, response);
    };

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(WITH_TOKEN);
    }
}

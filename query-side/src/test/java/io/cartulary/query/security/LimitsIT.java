package io.cartulary.query.security;

import static io.restassured.RestAssured.given;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.service.testing.LimitsContract;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestProfile(LimitsIT.Tight.class)
class LimitsIT extends LimitsContract {

    LimitsIT() {
        super(404);
    }

    @Override
    protected Response request(String token) {
        return given().header("Authorization", "Bearer " + token).get("/queries/v1/products/none");
    }

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return overrides(Map.of());
        }
    }
}

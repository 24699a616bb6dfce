package io.cartulary.query.security;

import io.cartulary.query.OneWorld;
import io.cartulary.service.testing.TokensContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OneWorld.class)
class TokensIT extends TokensContract {

    TokensIT() {
        super("/queries/v1/carts/11111111-2222-4333-8444-555555555555", 404);
    }
}

package io.cartulary.command.security;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.service.testing.TokensContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class TokensIT extends TokensContract {

    TokensIT() {
        super("/commands/v1/admin/replays", 200);
    }
}

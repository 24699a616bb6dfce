package io.cartulary.query.console;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What the web console is told. */
@ConfigMapping(prefix = "cartulary.console")
public interface ConsoleConfig {

    /** How people sign in. */
    Oidc oidc();

    /** The address of the runbook, to which the console adds {@code #} and an alert's name in lower case; no links without. */
    Optional<URI> runbook();

    /** An OpenID provider that issues the tokens that this service trusts. */
    interface Oidc {

        /** Its issuer identifier, under which its discovery document is; without one, a token is pasted. */
        Optional<URI> issuer();

        /** The console's client: a public one, with PKCE and the redirect address {@code …/console/}. */
        String clientId();

        /** The scopes that are asked for. */
        String scope();
    }
}

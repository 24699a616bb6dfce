package io.cartulary.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Bearer tokens of the issuer that all local stacks trust, without a login. */
public final class Tokens {

    /** Their claim {@code iss}. */
    public static final String ISSUER = "cartulary-local";

    /** Their claim {@code aud}. */
    public static final String AUDIENCE = "cartulary";

    /** Both claims of guests' tokens. */
    private static final String GUESTS = "cartulary-guests";

    private static final Duration A_WORKING_DAY = Duration.ofHours(8);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /** The environment, or configuration, that makes a service trust them. */
    public static Map<String, String> environment() {
        Keys keys = Keys.ofCheckout();
        return Map.of(
                "JWT_ISSUER", ISSUER,
                "JWT_AUDIENCE", AUDIENCE,
                "JWT_KEY_FILE", keys.shopPublic().toString(),
                "GUEST_TOKEN_KEY_FILE", keys.guestsPrivate().toString(),
                "GUEST_TOKEN_PUBLIC_KEY_FILE", keys.guestsPublic().toString());
    }

    public static String customer(String subject) {
        return of(subject, A_WORKING_DAY, "customer");
    }

    public static String staff(String subject) {
        return of(subject, A_WORKING_DAY, "staff");
    }

    public static String operator(String subject) {
        return of(subject, A_WORKING_DAY, "operator");
    }

    /** @param lifetime from now on */
    public static String of(String subject, Duration lifetime, String... roles) {
        return of(ISSUER, Keys.ofCheckout().shop(), subject, lifetime, roles);
    }

    /** A token of another issuer for the audience {@link #AUDIENCE}. */
    static String of(String issuer, PrivateKey key, String subject, Duration lifetime, String... roles) {
        long now = Instant.now().getEpochSecond();
        String groups = Arrays.stream(roles).map(Tokens::quoted).collect(Collectors.joining(",", "[", "]"));
        return signed("RS256", "SHA256withRSA", key, """
                {"iss":%s,"aud":%s,"sub":%s,"groups":%s,"iat":%d,"exp":%d}""".formatted(
                        quoted(issuer), quoted(AUDIENCE), quoted(subject), groups, now, now + lifetime.toSeconds()));
    }

    /** Like the command side's tokens for guests. */
    public static String guest(UUID guest) {
        long now = Instant.now().getEpochSecond();
        return signed("ES256", "SHA256withECDSAinP1363Format", Keys.ofCheckout().guests(), """
                {"iss":%1$s,"aud":%1$s,"sub":%2$s,"groups":["guest"],"iat":%3$d,"exp":%4$d}""".formatted(
                        quoted(GUESTS), quoted(guest.toString()), now, now + A_WORKING_DAY.toSeconds()));
    }

    /** Any claims, with the issuer's signature. */
    public static String signed(String claims) {
        return signed("RS256", "SHA256withRSA", Keys.ofCheckout().shop(), claims);
    }

    /** A JWS in its compact form (RFC 7515, section 7.1). */
    private static String signed(String algorithm, String javaName, PrivateKey key, String claims) {
        String text = encoded("{\"alg\":%s,\"typ\":\"JWT\"}".formatted(quoted(algorithm))) + '.' + encoded(claims);
        try {
            Signature signature = Signature.getInstance(javaName);
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return text + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new Failure("no token can be signed: " + failure);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

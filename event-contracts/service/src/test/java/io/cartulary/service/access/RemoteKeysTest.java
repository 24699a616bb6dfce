package io.cartulary.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of an issuer that publishes them by HTTP, over the loopback interface. */
class RemoteKeysTest {

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final PublicJsonWebKey FIRST = key("first");
    private static final PublicJsonWebKey SECOND = key("second");

    private record Answer(int status, String body) {}

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Answer answer = new Answer(503, "");
    private HttpServer issuer;
    private RemoteKeys keys;
    private AccessTokens tokens;

    @BeforeEach
    void an_issuer_that_is_not_ready_yet() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        issuer.start();
        URI url = URI.create(
                "http://localhost:%d/keys".formatted(issuer.getAddress().getPort()));
        keys = new RemoteKeys(url, OFTEN, SOON, List.of(), complaints::add);
        tokens = new AccessTokens(List.of(
                TokenIssuer.shop("issuer", "shop", EnumSet.allOf(SigningAlgorithm.class), Duration.ZERO, keys)));
    }

    @AfterEach
    void the_issuer_is_gone() {
        keys.close();
        issuer.stop(0);
    }

    @Test
    void a_token_is_verified_by_the_key_that_its_issuer_publishes() {
        answer = published(FIRST);

        thenIsBelieved(signedBy(FIRST));
        thenIsNotBelieved(signedBy(SECOND));
    }

    @Test
    void nothing_can_be_said_before_the_keys_have_been_read() {
        String token = signedBy(FIRST);

        awaitAnswers(1);
        assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(() -> tokens.verify(token));

        answer = published(FIRST);
        thenIsBelieved(token);
    }

    @Test
    void a_new_key_is_believed_once_it_is_published_and_an_old_one_until_it_is_withdrawn() {
        answer = published(FIRST);
        thenIsBelieved(signedBy(FIRST));

        answer = published(FIRST, SECOND);
        thenIsBelieved(signedBy(SECOND));
        thenIsBelieved(signedBy(FIRST));

        answer = published(SECOND);
        thenIsNotBelieved(signedBy(FIRST));
        thenIsBelieved(signedBy(SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>sorry</html>", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"RSA\"}]}"})
    void an_issuer_that_publishes_no_keys_any_more_leaves_those_read_last(String body) {
        answer = published(FIRST);
        thenIsBelieved(signedBy(FIRST));

        answer = new Answer(200, body);
        awaitAnswers(3);

        thenIsBelieved(signedBy(FIRST));
        assertThat(complaints).isNotEmpty();
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        answer = published(FIRST);
        thenIsBelieved(signedBy(FIRST));

        answer = new Answer(200, published(SECOND).body() + " ".repeat(1_000_000));
        awaitAnswers(3);

        thenIsBelieved(signedBy(FIRST));
        thenIsNotBelieved(signedBy(SECOND));
        assertThat(complaints).isNotEmpty();
    }

    private void thenIsBelieved(String token) {
        await("that the token is believed")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> subject(token), "alice"::equals);
    }

    private void thenIsNotBelieved(String token) {
        await("that the token is not believed")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(KeysUnavailableException.class)
                .untilAsserted(() -> assertThatExceptionOfType(UntrustedTokenException.class)
                        .isThrownBy(() -> tokens.verify(token)));
    }

    private void awaitAnswers(int more) {
        int before = asked.get();
        await().atMost(SOON).until(() -> asked.get() > before + more);
    }

    private String subject(String token) throws UntrustedTokenException {
        return tokens.verify(token).claims().getClaimValueAsString("sub");
    }

    private static Answer published(PublicJsonWebKey... keys) {
        return new Answer(200, new JsonWebKeySet(keys).toJson());
    }

    private static String signedBy(PublicJsonWebKey key) {
        var claims = new JwtClaims();
        claims.setIssuer("issuer");
        claims.setAudience("shop");
        claims.setSubject("alice");
        claims.setExpirationTimeMinutesInTheFuture(10);
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

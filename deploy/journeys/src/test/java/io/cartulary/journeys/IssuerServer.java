package io.cartulary.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cartulary.localstack.Tokens;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** Publishes the key of {@link Tokens} as a JWK set (RFC 7517). */
final class IssuerServer implements AutoCloseable {

    private final HttpServer server;

    /** Speaks HTTP. */
    IssuerServer() throws IOException, GeneralSecurityException {
        this(HttpServer.create(anyPort(), 0));
    }

    /** Speaks HTTPS. */
    IssuerServer(SSLContext secured) throws IOException, GeneralSecurityException {
        this(https(secured));
    }

    private IssuerServer(HttpServer server) throws IOException, GeneralSecurityException {
        this.server = server;
        byte[] keys = jwkSet().getBytes(UTF_8);
        server.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static HttpServer https(SSLContext secured) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(secured));
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static String jwkSet() throws IOException, GeneralSecurityException {
        String pem = Files.readString(Path.of(Tokens.environment().get("JWT_KEY_FILE")));
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        return "{\"keys\": [{\"kty\": \"RSA\", \"n\": \"%s\", \"e\": \"%s\"}]}"
                .formatted(base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    /** Base64urlUInt (RFC 7518, section 2): without the byte for the sign. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

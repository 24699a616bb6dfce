package io.cartulary.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.HttpProxy;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An OpenID provider at which one person is signed in already, in front of a gateway: everything but its own addresses and the
 * console's settings, which name it, leads there. It gives a token for a code only with the verifier of its challenge (RFC 7636).
 */
final class IdentityProvider {

    private final Vertx vertx;
    private final HttpProxy gateway;
    private final String token;
    private volatile boolean signedIn = true;
    /** By code. */
    private final Map<String, String> challenges = new ConcurrentHashMap<>();

    /** @param token whose person is signed in */
    IdentityProvider(Vertx vertx, int gatewayPort, String token) {
        this.vertx = vertx;
        HttpClient client = vertx.createHttpClient();
        this.gateway = HttpProxy.reverseProxy(client).origin(gatewayPort, "127.0.0.1");
        this.token = token;
    }

    Future<HttpServer> listen() {
        return vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1");
    }

    /** From now on it would have to ask for a password. */
    void endSession() {
        signedIn = false;
    }

    private void answer(HttpServerRequest request) {
        String issuer = "http://" + request.authority() + "/id";
        switch (String.valueOf(request.path())) {
            case "/console/settings.json" ->
                json(
                        request,
                        new JsonObject()
                                .put(
                                        "oidc",
                                        new JsonObject()
                                                .put("issuer", issuer)
                                                .put("clientId", "cartulary-console")
                                                .put("scope", "openid")));
            case "/id/.well-known/openid-configuration" ->
                json(
                        request,
                        new JsonObject()
                                .put("issuer", issuer)
                                .put("authorization_endpoint", issuer + "/authorize")
                                .put("token_endpoint", issuer + "/token"));
            case "/id/authorize" -> authorize(request);
            case "/id/token" -> request.body().onSuccess(body -> exchange(request, form(body.toString())));
            default -> gateway.handle(request);
        }
    }

    private void authorize(HttpServerRequest request) {
        boolean sound = "S256".equals(request.getParam("code_challenge_method"))
                && "code".equals(request.getParam("response_type"));
        boolean asks = !signedIn && "none".equals(request.getParam("prompt"));
        String code = "code-" + UUID.randomUUID();
        challenges.put(code, request.getParam("code_challenge"));
        String answer = asks ? "&error=login_required" : sound ? "&code=" + code : "&error=invalid_request";
        String back = request.getParam("redirect_uri") + "?state="
                + URLEncoder.encode(request.getParam("state"), StandardCharsets.UTF_8)
                + answer;
        request.response().setStatusCode(302).putHeader("Location", back).end();
    }

    private void exchange(HttpServerRequest request, Map<String, String> form) {
        String challenge = challenges.remove(form.getOrDefault("code", ""));
        if (challenge == null || !challenge.equals(challengeOf(form.getOrDefault("code_verifier", "")))) {
            request.response().setStatusCode(400).end();
        } else {
            json(request, new JsonObject().put("access_token", token).put("token_type", "Bearer"));
        }
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpServerRequest request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.encode());
    }
}

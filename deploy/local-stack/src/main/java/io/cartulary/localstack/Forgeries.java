package io.cartulary.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that every service has to reject, by their defect. All claim to be staff, and have no other defect. */
public final class Forgeries {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long HOUR = 3600;

    private Forgeries() {}

    /** All of them. The first one is genuine: it shows that the others are rejected only for their defect. */
    public static Map<String, String> withOneGenuine() {
        try {
            return all(Keys.ofCheckout());
        } catch (IOException | GeneralSecurityException failure) {
            throw new Failure("no tokens can be forged: " + failure);
        }
    }

    private static Map<String, String> all(Keys keys) throws IOException, GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims = claims(Tokens.ISSUER, Tokens.AUDIENCE, now, now + HOUR);
        PrivateKey own = keys.shop();
        PrivateKey strangers =
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        byte[] pem = Files.readAllBytes(keys.shopPublic());
        byte[] der = Base64.getMimeDecoder()
                .decode(new String(pem, UTF_8)
                        .replaceAll("-----[A-Z ]+-----", "")
                        .getBytes(UTF_8));
        String genuine = rsa("RS256", "", claims, own);
        String[] parts = genuine.split("\\.", 3);

        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("genuine", genuine);
        tokens.put("alg none", text("{\"alg\":\"none\"}", claims) + '.');
        tokens.put("alg None, spelt to slip through", text("{\"alg\":\"nOnE\"}", claims) + '.');
        tokens.put("alg none, with the genuine signature", text("{\"alg\":\"none\"}", claims) + '.' + parts[2]);
        tokens.put("signature left off", parts[0] + '.' + parts[1] + '.');
        tokens.put("HS256 with the public key as PEM for a secret", hmac(claims, new SecretKeySpec(pem, "HmacSHA256")));
        tokens.put(
                "HS256 with the public key's bytes for a secret", hmac(claims, new SecretKeySpec(der, "HmacSHA256")));
        tokens.put("an algorithm that is not on the list", rsa("RS512", "", claims, own));
        tokens.put("ES256 named, RSA signed", rsa("ES256", "", claims, own));
        tokens.put("a stranger's key", rsa("RS256", "", claims, strangers));
        tokens.put("a stranger's key and kid", rsa("RS256", ",\"kid\":\"strangers\"", claims, strangers));
        tokens.put(
                "a stranger's key, brought along",
                rsa("RS256", ",\"jku\":\"http://127.0.0.1:1/jwks\"", claims, strangers));
        tokens.put(
                "other claims under a genuine signature",
                parts[0] + '.' + text(claims.replace("mallory", "alice")) + '.' + parts[2]);
        tokens.put("wrong issuer", own(claims(Tokens.ISSUER + "-not", Tokens.AUDIENCE, now, now + HOUR), own));
        tokens.put("no issuer", own(claims.replaceFirst("\"iss\":\"[^\"]*\",", ""), own));
        tokens.put(
                "the guests' issuer, with the shop's key",
                own(claims("cartulary-guests", "cartulary-guests", now, now + HOUR), own));
        tokens.put("wrong audience", own(claims(Tokens.ISSUER, "another-service", now, now + HOUR), own));
        tokens.put("no audience", own(claims.replaceFirst("\"aud\":\"[^\"]*\",", ""), own));
        tokens.put("expired", own(claims(Tokens.ISSUER, Tokens.AUDIENCE, now - 2 * HOUR, now - HOUR), own));
        tokens.put("never expires", own(claims.replaceFirst(",\"exp\":\\d+", ""), own));
        tokens.put(
                "expires in milliseconds", own(claims(Tokens.ISSUER, Tokens.AUDIENCE, now, (now + HOUR) * 1000), own));
        tokens.put(
                "expires at the end of all numbers",
                own(claims(Tokens.ISSUER, Tokens.AUDIENCE, now, Long.MAX_VALUE), own));
        tokens.put("expires beyond all numbers", own(claims.replaceFirst("\"exp\":\\d+", "\"exp\":1e400"), own));
        tokens.put(
                "expires before all numbers",
                own(claims.replaceFirst("\"exp\":\\d+", "\"exp\":-9223372036854775808"), own));
        tokens.put("expires in a word", own(claims.replaceFirst("\"exp\":\\d+", "\"exp\":\"tomorrow\""), own));
        tokens.put("not yet valid", own(claims.replace("}", ",\"nbf\":" + (now + HOUR) + '}'), own));
        tokens.put("no subject", own(claims.replace("\"sub\":\"mallory\",", ""), own));
        tokens.put("a line break in the subject", own(claims.replace("mallory", "mallory\\nstaff:alice"), own));
        tokens.put("garbage", "garbage");
        tokens.put("garbage in three parts", "a.b.c");
        tokens.put("no JSON", text("no", "json") + '.' + parts[2]);
        return tokens;
    }

    private static String claims(String issuer, String audience, long from, long to) {
        return """
            {"iss":"%s","aud":"%s","sub":"mallory","groups":["customer","staff","operator"],"iat":%d,"exp":%d}""".formatted(issuer, audience, from, to);
    }

    private static String own(String claims, PrivateKey key) throws GeneralSecurityException {
        return rsa("RS256", "", claims, key);
    }

    private static String rsa(String algorithm, String more, String claims, PrivateKey key)
            throws GeneralSecurityException {
        String text = text("{\"alg\":\"%s\"%s}".formatted(algorithm, more), claims);
        Signature signature = Signature.getInstance(algorithm.equals("RS512") ? "SHA512withRSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(UTF_8));
        return text + '.' + BASE64.encodeToString(signature.sign());
    }

    private static String hmac(String claims, Key secret) throws GeneralSecurityException {
        String text = text("{\"alg\":\"HS256\"}", claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(secret);
        return text + '.' + BASE64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }

    private static String text(String header, String claims) {
        return text(header) + '.' + text(claims);
    }

    private static String text(String part) {
        return BASE64.encodeToString(part.getBytes(UTF_8));
    }
}

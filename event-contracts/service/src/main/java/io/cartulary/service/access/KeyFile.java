package io.cartulary.service.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Reads keys from files. Every defect of a file is an {@link IllegalArgumentException} that names the file. */
public final class KeyFile {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PUBLIC|PRIVATE) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

    private KeyFile() {}

    /** At least one public key: PEM (RFC 7468, {@code PUBLIC KEY}), several one after the other, or a JWK set (RFC 7517). */
    public static List<JsonWebKey> publicKeys(Path file) {
        String text = text(file);
        List<JsonWebKey> keys = text.stripLeading().startsWith("{") ? jwkSet(text, file) : pem(text, file);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(file + " has no public key: PEM or a JWK set is required");
        }
        return keys;
    }

    /** The first private key: PEM, {@code PRIVATE KEY} (PKCS #8), RSA or EC. */
    public static PrivateKey privateKey(Path file) {
        Matcher block = PEM.matcher(text(file));
        while (block.find()) {
            if (block.group(1).equals("PRIVATE")) {
                return key(new PKCS8EncodedKeySpec(decoded(block)), KeyFactory::generatePrivate, file);
            }
        }
        throw new IllegalArgumentException(file + " has no private key: PEM, PKCS #8, is required");
    }

    static List<JsonWebKey> jwkSet(String json, Object source) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream()
                            .filter(key -> key.getKey() instanceof PublicKey)
                            .toList();
        } catch (JoseException e) {
            throw new IllegalArgumentException(source + " is not a JWK set", e);
        }
    }

    private static List<JsonWebKey> pem(String text, Path file) {
        List<JsonWebKey> keys = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("PUBLIC")) {
                PublicKey key = key(new X509EncodedKeySpec(decoded(block)), KeyFactory::generatePublic, file);
                keys.add(jwk(key, file));
            }
        }
        return keys;
    }

    private static JsonWebKey jwk(PublicKey key, Path file) {
        try {
            return JsonWebKey.Factory.newJwk(key);
        } catch (JoseException e) {
            throw new IllegalArgumentException(file + " has a key of an unknown kind", e);
        }
    }

    private static byte[] decoded(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    @FunctionalInterface
    private interface Generation<K extends Key> {
        K of(KeyFactory factory, KeySpec spec) throws GeneralSecurityException;
    }

    private static <K extends Key> K key(KeySpec spec, Generation<K> generation, Path file) {
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return generation.of(KeyFactory.getInstance(algorithm), spec);
            } catch (GeneralSecurityException _) {
                // it may be the other type
            }
        }
        throw new IllegalArgumentException(file + " has a key that is neither RSA nor EC");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the key file " + file + " can't be read", e);
        }
    }
}

package io.cartulary.service.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Reads keys and certificates from files. Every defect of a file is an {@link IllegalArgumentException} that names the file. */
public final class KeyFile {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PUBLIC|PRIVATE) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

    private KeyFile() {}

    /** At least one public key: PEM (RFC 7468, {@code PUBLIC KEY}), several one after the other, or a JWK set (RFC 7517). */
    public static List<JsonWebKey> publicKeys(Path file) {
        String text = text(file);
        List<JsonWebKey> keys = text.stripLeading().startsWith("{")
                ? jwkSet(text, file)
                : pem(text, "PUBLIC")
                        .map(base64 -> jwk(key(base64, KeyUtils::decodePublicKey, file), file))
                        .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(file + " has no public key: PEM or a JWK set is required");
        }
        return keys;
    }

    /** The first private key: PEM, {@code PRIVATE KEY} (PKCS #8), RSA or EC. */
    public static PrivateKey privateKey(Path file) {
        return pem(text(file), "PRIVATE")
                .map(base64 -> key(base64, KeyUtils::decodePrivateKey, file))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(file + " has no private key: PEM, PKCS #8, is required"));
    }

    /** At least one certificate: PEM, several one after the other. */
    public static List<X509Certificate> certificates(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(file + " has no certificate: PEM is required");
            }
            return certificates;
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of certificates " + file + " can't be read", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " has no readable certificate: PEM is required", e);
        }
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

    /** The contents of the PEM blocks of that kind, in Base64 without white space. */
    private static Stream<String> pem(String text, String kind) {
        return PEM.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2).replaceAll("\\s", ""));
    }

    private static JsonWebKey jwk(PublicKey key, Path file) {
        try {
            return JsonWebKey.Factory.newJwk(key);
        } catch (JoseException e) {
            throw new IllegalArgumentException(file + " has a key of an unknown kind", e);
        }
    }

    @FunctionalInterface
    private interface Decoder<K extends Key> {
        K decode(String base64, SignatureAlgorithm algorithm) throws GeneralSecurityException;
    }

    private static <K extends Key> K key(String base64, Decoder<K> decoder, Path file) {
        for (SigningAlgorithm permitted : SigningAlgorithm.values()) {
            try {
                return decoder.decode(base64, SignatureAlgorithm.fromAlgorithm(permitted.name()));
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // it may be a key of the other algorithm
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

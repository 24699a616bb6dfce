package io.cartulary.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final KeyPair RSA = pair("RSA");
    private static final KeyPair EC = pair("EC");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file() {
        file = folder.resolve("keys");
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN %1$s KEY-----%n%2$s%n-----END %1$s KEY-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }

    @Test
    void public_keys_of_both_kinds_are_read_in_their_order() throws IOException {
        Files.writeString(
                file,
                pem("PUBLIC", RSA.getPublic()) + "a comment\n"
                        + pem("PUBLIC", EC.getPublic()).indent(2));

        assertThat(KeyFile.publicKeys(file))
                .extracting(JsonWebKey::getKey)
                .containsExactly(RSA.getPublic(), EC.getPublic());
    }

    @Test
    void public_keys_of_a_jwk_set_are_read_with_their_ids() throws IOException, JoseException {
        JsonWebKey key = JsonWebKey.Factory.newJwk(EC.getPublic());
        key.setKeyId("summer");
        Files.writeString(file, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));

        assertThat(KeyFile.publicKeys(file)).singleElement().satisfies(read -> {
            assertThat(read.getKey()).isEqualTo(EC.getPublic());
            assertThat(read.getKeyId()).isEqualTo("summer");
        });
    }

    @Test
    void the_first_private_key_is_read_whatever_its_kind() throws IOException {
        Files.writeString(file, pem("PUBLIC", RSA.getPublic()) + pem("PRIVATE", EC.getPrivate()));
        assertThat(KeyFile.privateKey(file)).isEqualTo(EC.getPrivate());

        Files.writeString(file, pem("PRIVATE", RSA.getPrivate()) + pem("PRIVATE", EC.getPrivate()));
        assertThat(KeyFile.privateKey(file)).isEqualTo(RSA.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no keys",
                "{",
                "{\"keys\": []}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA=AA\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"
            })
    void every_defect_names_the_file(String text) throws IOException {
        Files.writeString(file, text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.publicKeys(file))
                .withMessageContaining(file.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.privateKey(file))
                .withMessageContaining(file.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.certificates(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void a_file_that_there_is_not_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.publicKeys(file))
                .withMessageContaining(file.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.certificates(file))
                .withMessageContaining(file.toString());
    }
}

package io.cartulary.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

/** It reads and prints over the streams of the whole JVM. */
@Isolated
class TokenTest {

    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    @Test
    void a_token_of_another_issuer_is_signed_with_the_key_that_comes_over_the_standard_input() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded()));

        String[] token = printed(pem, "--issuer", "https://shop.demo.invalid", "--key", "-", "staff", "alice")
                .strip()
                .split("\\.", -1);

        assertThat(new String(BASE64.decode(token[1]), UTF_8))
                .contains("\"iss\":\"https://shop.demo.invalid\"", "\"sub\":\"alice\"", "\"groups\":[\"staff\"]");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((token[0] + "." + token[1]).getBytes(US_ASCII));
        assertThat(signature.verify(BASE64.decode(token[2]))).isTrue();
    }

    private static String printed(String input, String... arguments) {
        InputStream in = System.in;
        PrintStream out = System.out;
        var printed = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(US_ASCII)));
            System.setOut(new PrintStream(printed, true, UTF_8));
            assertThat(new CommandLine(new Token())
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .execute(arguments))
                    .isZero();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return printed.toString(UTF_8);
    }
}

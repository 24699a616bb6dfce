package io.cartulary.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a bearer token. */
@Command(name = "token")
final class Token implements Callable<Integer> {

    private enum Role {
        CUSTOMER,
        STAFF,
        OPERATOR
    }

    @Parameters(index = "0", paramLabel = "ROLE")
    @SuppressWarnings("NullAway") // picocli sets it, or fails
    private Role role;

    @Parameters(index = "1", paramLabel = "SUBJECT")
    @SuppressWarnings("NullAway") // picocli sets it, or fails
    private String subject;

    @Option(names = "--minutes", defaultValue = "60")
    private int minutes;

    @Option(names = "--issuer", defaultValue = Tokens.ISSUER)
    @SuppressWarnings("NullAway") // picocli sets it
    private String issuer;

    /** Of another issuer than the checkout's: PEM, PKCS #8; {@code -} for the standard input. */
    @Option(names = "--key")
    private @Nullable Path key;

    @Override
    public Integer call() throws IOException {
        Duration lifetime = Duration.ofMinutes(minutes);
        String name = role.name().toLowerCase(Locale.ROOT);
        System.out.println(
                key == null
                        ? Tokens.of(subject, lifetime, name)
                        : Tokens.of(issuer, Keys.rsa(read(key), key.toString()), subject, lifetime, name));
        return 0;
    }

    private static String read(Path key) throws IOException {
        return key.toString().equals("-")
                ? new String(System.in.readAllBytes(), US_ASCII)
                : Files.readString(key, US_ASCII);
    }
}

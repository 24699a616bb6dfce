package io.cartulary.localstack;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a bearer token for someone. */
@Command(name = "token")
final class Token implements Callable<Integer> {

    private enum Role {
        CUSTOMER,
        STAFF,
        OPERATOR
    }

    @Parameters(index = "0", paramLabel = "ROLE")
    @SuppressWarnings("NullAway") // picocli sets it, or complains
    private Role role;

    @Parameters(index = "1", paramLabel = "SUBJECT")
    @SuppressWarnings("NullAway") // picocli sets it, or complains
    private String subject;

    @Option(names = "--minutes", defaultValue = "60")
    private int minutes;

    @Override
    public Integer call() {
        System.out.println(
                Tokens.of(subject, Duration.ofMinutes(minutes), role.name().toLowerCase(Locale.ROOT)));
        return 0;
    }
}

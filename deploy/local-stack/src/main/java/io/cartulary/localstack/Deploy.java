package io.cartulary.localstack;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line behind {@code deploy/up}, {@code deploy/down} and {@code deploy/token}; their own {@code --help} documents it. */
@Command(
        name = "deploy",
        subcommands = {Up.class, Down.class, Token.class})
public final class Deploy {

    private Deploy() {}

    /** Exits with 0, with 1 after a {@link Failure}, or with 2 when the arguments are invalid. */
    public static void main(String... arguments) {
        var commandLine = new CommandLine(new Deploy());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((problem, _) -> {
            String script = problem.getCommandLine().getCommandName();
            complain(problem.getMessage() + "; see deploy/" + script + " --help");
            return 2;
        });
        commandLine.setExecutionExceptionHandler((problem, _, _) -> {
            complain(Failure.of(problem).getMessage());
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    private static void complain(@Nullable String message) {
        System.err.println("deploy: " + message);
    }
}

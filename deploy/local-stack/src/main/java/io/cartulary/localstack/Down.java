package io.cartulary.localstack;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the processes of {@code deploy/up}, by pid, and no others. */
@Command(name = "down")
final class Down implements Callable<Integer> {

    /** Longer than a launcher needs to stop services and then servers. */
    private static final Duration PATIENCE = Service.PATIENCE.multipliedBy(3);

    @Option(names = "--name")
    private String name = "demo";

    @Override
    public Integer call() throws Exception {
        Checkout checkout = Checkout.find();
        Progress progress = Progress.toConsole();
        LocalStack stack = LocalStack.open(checkout, checkout.stack(name), progress);
        Optional<ProcessId> launcher = stack.launcher();
        if (stack.running().isEmpty() && launcher.isEmpty()) {
            Files.deleteIfExists(stack.stateFile());
            progress.say("Nothing runs.");
            return 0;
        }
        if (launcher.isPresent()) {
            progress.step("deploy/up in the foreground", () -> launcher.get().stop(PATIENCE));
        }
        try (var _ = FolderLock.take(checkout.stack(name))) {
            LocalStack rest = LocalStack.open(checkout, checkout.stack(name), progress);
            rest.adopt();
            rest.stop();
        }
        progress.say("Down. The data stays in %s.".formatted(stack.folder()));
        return 0;
    }
}

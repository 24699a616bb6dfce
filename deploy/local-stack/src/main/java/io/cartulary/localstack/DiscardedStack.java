package io.cartulary.localstack;

import java.io.IOException;

/** A stack for one test: it ends with this JVM at the latest, and leaves nothing behind. */
final class DiscardedStack implements AutoCloseable {

    private final LocalStack stack;
    private final Thread whenTheJvmEnds;

    private DiscardedStack(LocalStack stack) {
        this.stack = stack;
        this.whenTheJvmEnds = new Thread(stack::discard);
        Runtime.getRuntime().addShutdownHook(whenTheJvmEnds);
    }

    /** Nothing of it is started yet. */
    static DiscardedStack open(String purpose) {
        Checkout checkout = Checkout.find();
        try {
            return new DiscardedStack(
                    LocalStack.open(checkout, checkout.stack(LocalStack.testName(purpose)), Progress.toConsole()));
        } catch (IOException failure) {
            throw Failure.of(failure);
        }
    }

    LocalStack stack() {
        return stack;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(whenTheJvmEnds);
        stack.discard();
    }
}

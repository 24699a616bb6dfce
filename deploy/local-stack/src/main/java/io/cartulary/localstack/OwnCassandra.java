package io.cartulary.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;

/**
 * Cassandra for one test, with settings of its own, at which users log in. Its superuser is {@link #ADMIN}. It ends with this JVM at the latest, and leaves nothing behind.
 */
public final class OwnCassandra implements AutoCloseable {

    /** The superuser and its password, as Cassandra makes them at its first start. Guardrails don't apply to it. */
    public static final String ADMIN = "cassandra";

    private final LocalStack stack;
    private final Thread whenTheJvmEnds;

    private OwnCassandra(LocalStack stack) {
        this.stack = stack;
        this.whenTheJvmEnds = new Thread(stack::discard);
    }

    /**
     * Starts it from an empty folder, and returns when it is ready.
     *
     * @param settings lines of {@code cassandra.yaml}
     */
    public static OwnCassandra start(String purpose, String settings) {
        Checkout checkout = Checkout.find();
        try {
            var own = new OwnCassandra(
                    LocalStack.open(checkout, checkout.stack(LocalStack.testName(purpose)), Progress.toConsole()));
            Runtime.getRuntime().addShutdownHook(own.whenTheJvmEnds);
            own.stack.disposable();
            own.stack.cassandraSettings(settings);
            own.stack.start(EnumSet.of(Member.CASSANDRA), Map.of());
            return own;
        } catch (IOException failure) {
            throw Failure.of(failure);
        }
    }

    /** Its {@code host:port}. */
    public String contactPoint() {
        return "127.0.0.1:" + stack.port(Member.CASSANDRA);
    }

    /** As {@link #contactPoint()}, for the driver's own sessions. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.port(Member.CASSANDRA));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(whenTheJvmEnds);
        stack.discard();
    }
}

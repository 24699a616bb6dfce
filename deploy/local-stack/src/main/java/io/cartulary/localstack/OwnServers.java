package io.cartulary.localstack;

import java.util.EnumSet;
import java.util.Map;

/**
 * MySQL and Kafka for one test, which may kill and start them again. They end with this JVM at the latest, and leave
 * nothing behind. Not for use by several threads at once.
 */
public final class OwnServers implements AutoCloseable {

    /** One of the two. */
    public enum Kind {
        MYSQL(Member.MYSQL),
        KAFKA(Member.KAFKA);

        private final Member member;

        Kind(Member member) {
            this.member = member;
        }
    }

    private final DiscardedStack discarded;
    private final LocalStack stack;

    private OwnServers(DiscardedStack discarded) {
        this.discarded = discarded;
        this.stack = discarded.stack();
    }

    /** Starts both, from empty folders, and returns when they are ready. */
    public static OwnServers start(String purpose) {
        var servers = new OwnServers(DiscardedStack.open(purpose));
        servers.stack.start(EnumSet.of(Member.MYSQL, Member.KAFKA), Map.of());
        return servers;
    }

    /** Their addresses; Cassandra's address has no listener. */
    public Endpoints endpoints() {
        return stack.endpoints();
    }

    /** Ends one with SIGKILL, and returns when it's gone. */
    public void kill(Kind server) throws InterruptedException {
        stack.kill(server.member);
    }

    /** Starts one again, on its data and its port, and returns when it's ready. */
    public void startAgain(Kind server) {
        stack.start(EnumSet.of(server.member), Map.of());
    }

    @Override
    public void close() {
        discarded.close();
    }
}

package io.cartulary.command.policy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Takes a reader through one partition. What fails is tried again after a pause, which grows; what is behind it waits. */
final class Follower {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final Reader reader;
    private final int partition;
    private final PolicyLog log;
    private final PolicyConfig config;
    private volatile long position;
    private Duration pause = Duration.ZERO;
    private long retryAt = System.nanoTime();

    /** @param position up to which everything is done */
    Follower(Reader reader, int partition, long position, PolicyLog log, PolicyConfig config) {
        this.reader = reader;
        this.partition = partition;
        this.position = position;
        this.log = log;
        this.config = config;
    }

    long position() {
        return position;
    }

    /** Does what the next page of events leads to, up to a position at most. Never fails; called again only when it is over. */
    Uni<Void> goOn(long upTo) {
        if (position >= upTo || System.nanoTime() - retryAt < 0) {
            return Uni.createFrom().voidItem();
        }
        return reader.read(partition, position, upTo)
                .chain(this::advance)
                .invoke(() -> pause = Duration.ZERO)
                .onFailure()
                .invoke(this::postpone)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> advance(long after) {
        return after == position
                ? Uni.createFrom().voidItem()
                : log.advance(reader.name(), partition, after).invoke(() -> position = after);
    }

    private void postpone(Throwable failure) {
        pause = pause.isZero() ? config.every() : pause.multipliedBy(2);
        if (pause.compareTo(config.retryLatest()) > 0) {
            pause = config.retryLatest();
        }
        retryAt = System.nanoTime() + pause.toNanos();
        LOG.warnf(
                "%s behind position %d of partition %d wait %s: %s",
                reader.name(), position, partition, pause, failure);
    }
}

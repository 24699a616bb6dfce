package io.cartulary.command.policy;

import io.cartulary.command.relay.Backoff;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Moves a reader through one partition. A failed event is tried again after a pause, which grows; later events wait.
 */
final class PolicyCursor {

    private static final Logger LOG = Logger.getLogger(PolicyCursor.class);

    private final Reader reader;
    private final int partition;
    private final Backoff pauses;
    private volatile long position;
    private long kept;
    private long retryAt = System.nanoTime();

    /** @param position up to which all events are handled */
    PolicyCursor(Reader reader, int partition, long position, PolicyConfig config) {
        this.reader = reader;
        this.partition = partition;
        this.position = position;
        this.kept = position;
        this.pauses = new Backoff(config.every(), config.retryLatest());
    }

    /** The position up to which all events are handled. */
    long position() {
        return position;
    }

    /** How many events its reader could have gone through by now and has not. */
    long behind(long upTo) {
        return reader.behind(partition, position, upTo);
    }

    /** Whether it has come further than what is stored of it. */
    boolean hasMoved() {
        return position > kept;
    }

    /** That position is stored. */
    void keep(long stored) {
        kept = stored;
    }

    /**
     * Handles the next page of events, up to the given position at most. Never fails; called again only when it is
     * done.
     */
    Uni<Void> goOn(long upTo) {
        if (position >= upTo || System.nanoTime() - retryAt < 0) {
            return Uni.createFrom().voidItem();
        }
        return reader.read(partition, position, upTo)
                .invoke(this::advance)
                .onFailure()
                .invoke(this::postpone)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void advance(long after) {
        position = after;
        pauses.news();
    }

    private void postpone(Throwable failure) {
        Duration pause = pauses.next();
        retryAt = System.nanoTime() + pause.toNanos();
        LOG.warnf(
                "%s behind position %d of partition %d wait %s: %s",
                reader.name(), position, partition, pause, failure);
    }
}

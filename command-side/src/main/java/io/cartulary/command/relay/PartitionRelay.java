package io.cartulary.command.relay;

import io.cartulary.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes one partition's events in position order: reads a page of the log, sends it, waits until Kafka has
 * acknowledged it, goes on with the next. At most one page is under way, and none is skipped.
 */
final class PartitionRelay {

    private static final Logger LOG = Logger.getLogger(PartitionRelay.class);

    private final int partition;
    private final Log log;
    private final Channel channel;

    private long head;
    private long published;
    private boolean underWay;
    private boolean woken;
    private boolean stopped;

    /** Where the events come from. */
    interface Log {
        /** The partition's events after a position, in position order; none when there are no more. */
        Uni<List<Envelope>> page(int partition, long afterPosition);
    }

    /** Where the events go. */
    interface Channel {
        /** Sends the events in this order. */
        Uni<Sent> send(List<Envelope> page);
    }

    /**
     * How a page fared.
     *
     * @param upTo the last position up to which Kafka has acknowledged everything
     * @param complete whether that is all of the page
     */
    record Sent(long upTo, boolean complete) {}

    /** @param published the position of the last record that Kafka has */
    PartitionRelay(int partition, long published, Log log, Channel channel) {
        this.partition = partition;
        this.published = published;
        this.log = log;
        this.channel = channel;
    }

    /** There may be something to publish. */
    void wake() {
        if (begin()) {
            publishNextPage();
        }
    }

    int partition() {
        return partition;
    }

    /** The last position up to which Kafka has everything. */
    synchronized long published() {
        return published;
    }

    /**
     * @param committed the partition's last position in the log
     * @param publishedBefore what was published already when the log was asked
     */
    void compare(long committed, long publishedBefore) {
        if (committed < publishedBefore) {
            stop("Kafka has position %d and the log ends at %d: the log has lost commits that others have seen"
                    .formatted(publishedBefore, committed));
        } else if (isBehind(committed)) {
            wake();
        }
    }

    /** How many events are in the log and not yet in Kafka, as far as this relay has heard. */
    synchronized long backlog() {
        return head - published;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean isBehind(long committed) {
        head = Math.max(head, committed);
        return head > published;
    }

    private synchronized boolean begin() {
        if (stopped || underWay) {
            woken = true;
            return false;
        }
        underWay = true;
        return true;
    }

    /** @return whether there was news since the last page was asked for */
    private synchronized boolean pause() {
        underWay = false;
        boolean again = woken;
        woken = false;
        return again;
    }

    private void publishNextPage() {
        log.page(partition, published())
                .chain(page -> page.isEmpty() ? Uni.createFrom().item(Page.NONE) : publish(page))
                .onFailure()
                .invoke(failure -> LOG.warnf("partition %d can't be relayed at the moment: %s", partition, failure))
                .onFailure()
                .recoverWithItem(Page.FAILED)
                .subscribe()
                .with(this::goOn);
    }

    private enum Page {
        PUBLISHED,
        NONE,
        FAILED
    }

    private void goOn(Page page) {
        switch (page) {
            case PUBLISHED -> publishNextPage();
            case NONE -> {
                if (pause()) {
                    wake();
                }
            }
            // the next poll finds the backlog and wakes this relay again
            case FAILED -> pause();
        }
    }

    private Uni<Page> publish(List<Envelope> page) {
        long expected = published();
        for (Envelope envelope : page) {
            expected++;
            if (envelope.position() != expected) {
                stop("the log has no position " + expected + " but goes on at " + envelope.position());
                return Uni.createFrom().item(Page.FAILED);
            }
        }
        return channel.send(page).map(sent -> {
            advance(sent.upTo());
            return sent.complete() ? Page.PUBLISHED : Page.FAILED;
        });
    }

    private synchronized void advance(long position) {
        published = position;
        head = Math.max(head, position);
    }

    /** For good: to go on would hide that events are lost. A person has to find out how. */
    private synchronized void stop(String reason) {
        if (!stopped) {
            stopped = true;
            LOG.errorf("the relay of partition %d has stopped: %s", partition, reason);
        }
    }
}

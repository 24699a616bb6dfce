package io.cartulary.command.relay;

import io.cartulary.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one partition's events in position order, for as long as this replica leads it. Recently committed events
 * are published from memory, all others from the table. At most one batch is under way, the next one begins right after
 * the last position that Kafka has acknowledged, and no position is skipped.
 *
 * <p><b>Why two of these can't reorder a partition.</b> Leases keep two replicas from doing the same work; the order
 * does not depend on them. A relay sends position x of a partition only in three cases: Kafka has acknowledged x - 1 to
 * it; or x - 1 is right before x in the same batch of the same producer (which keeps that order through its retries,
 * see {@link KafkaChannel}); or Kafka's last record showed at the start that x - 1 is there. So before every record of x in Kafka, regardless of
 * its sender and its delay, there is a record of x - 1; hence there are records of all of 1 … x - 1, and the first
 * records of each position are in order and complete. A leader that was suspended past its lease, and continues in the
 * middle of a batch while another replica leads, can therefore only repeat what the other has published, or publish it
 * first. It can't mislead the next leader either: before any last record, all positions up to its own are there.
 */
final class PartitionRelay {

    private static final Logger LOG = Logger.getLogger(PartitionRelay.class);

    private final int partition;
    private final Lease lease;
    private final Log log;
    private final Channel channel;
    private final Progress progress;
    private final int pageSize;
    private final int bufferedEvents;

    /** The events last committed here, without a gap. Earlier events are in the table only. */
    private final Deque<Envelope> recent = new ArrayDeque<>();

    private final CompletableFuture<Void> atRest = new CompletableFuture<>();
    private long head;
    private long published;

    /** The last position committed here that this relay was notified of. */
    private long told;

    /** The time of the oldest event that was taken from memory or the table for sending and is not acknowledged. */
    private @Nullable Instant oldestTaken;

    private boolean underWay;
    private boolean failed;

    /** Why it has stopped for good; null while it has not. */
    private @Nullable String stopped;

    /** How Kafka has lost what it acknowledged; null if it has not. */
    private @Nullable String loss;

    /** What Kafka has acknowledged; null while that is not known. */
    private @Nullable Acknowledged acknowledged;

    /** The last comparison of Kafka's end found less than what was acknowledged. */
    private boolean endIsShort;

    private boolean ended;

    /** The source of events that are not in memory. */
    interface Log {
        /** The partition's events after a position, in position order; empty when there are no more. */
        Uni<List<Envelope>> page(int partition, long afterPosition, int limit);
    }

    /** The destination of the events. */
    interface Channel {
        /** Sends the events of one partition, in this order. */
        Uni<Sent> send(List<Envelope> batch);
    }

    /** A listener for progress. */
    interface Progress {
        void published(int partition, long events);

        /** The table had events that this replica has not committed, or could not keep in memory. */
        void readFromTable(int partition);
    }

    /** The next step. */
    private sealed interface Step {
        record Send(List<Envelope> batch) implements Step {}

        record Read(long after) implements Step {}

        record Rest() implements Step {}
    }

    /** @param start where to go on, and what is known of Kafka's records before */
    PartitionRelay(
            int partition,
            Lease lease,
            ResumePoint start,
            Log log,
            Channel channel,
            Progress progress,
            int pageSize,
            int bufferedEvents) {
        this.partition = partition;
        this.lease = lease;
        this.published = start.position();
        this.head = published;
        this.acknowledged = start.acknowledged();
        this.log = log;
        this.channel = channel;
        this.progress = progress;
        this.pageSize = pageSize;
        this.bufferedEvents = bufferedEvents;
        if (start.loss() != null) {
            lose(start.loss());
        }
    }

    int partition() {
        return partition;
    }

    /** The position up to which everything is in Kafka. */
    synchronized long published() {
        return published;
    }

    /** The partition's last position in the log, as far as this relay knows. */
    synchronized long head() {
        return head;
    }

    /**
     * Events that were committed here. This relay was notified of all events before them, or can read those in the
     * table.
     */
    void committed(List<Envelope> events) {
        remember(events);
        goOn();
    }

    /**
     * Compares the published position with the log; after a failure, tries again.
     *
     * @param committed the partition's last position in the log
     * @param publishedBefore the published position when the log was read
     */
    void compare(long committed, long publishedBefore) {
        if (committed < publishedBefore) {
            stop("Kafka has position %d and the log ends at %d: the log has lost commits that others have seen"
                    .formatted(publishedBefore, committed));
            return;
        }
        synchronized (this) {
            head = Math.max(head, committed);
            failed = false;
        }
        goOn();
    }

    /** What Kafka has acknowledged, of these events and those published again; null while that is not known. */
    synchronized @Nullable Acknowledged acknowledged() {
        return acknowledged;
    }

    /** Kafka has acknowledged a record, behind which it has all positions up to this one. */
    synchronized void acknowledge(Acknowledged latest) {
        if (loss == null
                && latest.offset() != Acknowledged.NO_OFFSET
                && (acknowledged == null || acknowledged.offset() < latest.offset())) {
            acknowledged = latest;
        }
    }

    /**
     * Compares Kafka's end with what it had acknowledged before it was asked for its end. A second short end in
     * succession is a loss; a broker that does not know yet that it is no longer the leader may return a first one.
     */
    void compareEnd(long end, @Nullable Acknowledged before) {
        boolean isShort = before != null && end <= before.offset();
        boolean again;
        synchronized (this) {
            again = endIsShort;
            endIsShort = isShort;
        }
        if (before != null && isShort && again) {
            lose("it acknowledged offset %d, and ends before offset %d".formatted(before.offset(), end));
        }
    }

    /** Stops because Kafka has lost what it acknowledged. */
    void lose(String how) {
        synchronized (this) {
            if (stopped != null) {
                return;
            }
            loss = how;
        }
        stop(reason(how));
    }

    /** Why a partition has stopped of which Kafka has lost something. */
    static String reason(String loss) {
        return "Kafka has lost events that it acknowledged (%s). An operator's POST …/admin/relay/{partition}/resume publishes them again"
                .formatted(loss);
    }

    /** How Kafka has lost what it acknowledged; null if it has not. */
    synchronized @Nullable String loss() {
        return loss;
    }

    /** Begins no further batch. Completes when no batch is under way. */
    CompletableFuture<Void> end() {
        synchronized (this) {
            ended = true;
            recent.clear();
            if (!underWay) {
                atRest.complete(null);
            }
        }
        return atRest;
    }

    /** The number of events that are in the log and not yet in Kafka, as far as this relay knows. */
    synchronized long backlog() {
        return head - published;
    }

    /**
     * The time when the oldest event was recorded that is not yet in Kafka; null when there is none, or it is not read
     * yet.
     */
    synchronized @Nullable Instant oldestUnpublished() {
        if (oldestTaken != null || recent.isEmpty() || recent.getLast().position() <= published) {
            return oldestTaken;
        }
        return recent.getFirst().recordedAt();
    }

    synchronized boolean isStopped() {
        return stopped != null;
    }

    /** Why it has stopped for good; null while it has not. */
    synchronized @Nullable String stopReason() {
        return stopped;
    }

    private synchronized void remember(List<Envelope> events) {
        if (ended || stopped != null || events.isEmpty()) {
            return;
        }
        if (events.getFirst().position() <= told) {
            stop("the log gives out position %d again after %d: it has lost commits"
                    .formatted(events.getFirst().position(), told));
            return;
        }
        told = events.getLast().position();
        for (Envelope event : events) {
            if (!recent.isEmpty() && event.position() != recent.getLast().position() + 1) {
                recent.clear();
            }
            recent.addLast(event);
            if (recent.size() > bufferedEvents) {
                recent.removeFirst();
            }
        }
        head = Math.max(head, events.getLast().position());
    }

    private void goOn() {
        switch (begin()) {
            case Step.Send(List<Envelope> batch) -> send(batch);
            case Step.Read(long after) -> read(after);
            case Step.Rest() -> {}
        }
    }

    private synchronized Step begin() {
        if (underWay || failed || stopped != null || ended || !lease.holds()) {
            return new Step.Rest();
        }
        dropPublished();
        if (!recent.isEmpty() && recent.getFirst().position() == published + 1) {
            List<Envelope> batch = takeRecent();
            underWay(batch);
            return new Step.Send(batch);
        }
        underWay = head > published;
        return underWay ? new Step.Read(published) : new Step.Rest();
    }

    private void dropPublished() {
        while (!recent.isEmpty() && recent.getFirst().position() <= published) {
            recent.removeFirst();
        }
    }

    private List<Envelope> takeRecent() {
        int size = Math.min(pageSize, recent.size());
        List<Envelope> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(recent.removeFirst());
        }
        return batch;
    }

    private synchronized void underWay(List<Envelope> batch) {
        underWay = true;
        oldestTaken = batch.getFirst().recordedAt();
    }

    private void read(long after) {
        log.page(partition, after, pageSize).subscribe().with(page -> take(page, after), this::fail);
    }

    private void take(List<Envelope> page, long after) {
        if (page.isEmpty()) {
            // the log has lost commits since this relay was notified of them: the next comparison shows whether Kafka
            // has them
            rest(true);
            return;
        }
        long expected = after;
        for (Envelope event : page) {
            expected++;
            if (event.position() != expected) {
                stop("the log has no position " + expected + " but goes on at " + event.position());
                rest(true);
                return;
            }
        }
        if (isNews(page)) {
            progress.readFromTable(partition);
        }
        if (lease.holds()) {
            underWay(page);
            send(page);
        } else {
            rest(false);
        }
    }

    /** No news: a read of the log that was faster than the notification of our own commit. */
    private synchronized boolean isNews(List<Envelope> page) {
        return recent.isEmpty()
                || recent.getFirst().position() > page.getFirst().position();
    }

    private void send(List<Envelope> batch) {
        channel.send(batch).subscribe().with(sent -> advance(batch, sent), this::fail);
    }

    private void advance(List<Envelope> batch, Sent sent) {
        if (sent.loss() != null) {
            lose(sent.loss());
            rest(true);
            return;
        }
        acknowledge(new Acknowledged(sent.upTo(), sent.offset()));
        synchronized (this) {
            published = Math.max(published, sent.upTo());
            head = Math.max(head, published);
            oldestTaken = batch.stream()
                    .filter(event -> event.position() > published)
                    .findFirst()
                    .map(Envelope::recordedAt)
                    .orElse(null);
        }
        progress.published(partition, sent.upTo() - (batch.getFirst().position() - 1));
        rest(!sent.complete());
        goOn();
    }

    private void fail(Throwable failure) {
        LOG.warnf("partition %d can't be relayed at the moment: %s", partition, failure);
        rest(true);
    }

    /** @param afterFailure no batch begins until the next comparison */
    private synchronized void rest(boolean afterFailure) {
        underWay = false;
        failed = afterFailure;
        if (ended) {
            atRest.complete(null);
        }
    }

    /** Stops for good: continuing would hide that events are lost. An operator has to find the cause. */
    private synchronized void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
            recent.clear();
            LOG.errorf("the relay of partition %d has stopped: %s", partition, reason);
        }
    }
}

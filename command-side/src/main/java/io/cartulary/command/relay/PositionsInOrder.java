package io.cartulary.command.relay;

import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Follows a partition's records in the order of their offsets, and finds the first position that is missing. */
final class PositionsInOrder {

    private final Acknowledged start;
    private long position;
    private long offset;
    private @Nullable String loss;

    /** @param start the last record that is known to have all positions up to its own before it, or to be that record */
    PositionsInOrder(Acknowledged start) {
        this.start = start;
        this.position = start.position();
        this.offset = start.offset();
    }

    /** All positions from the first one on. */
    static PositionsInOrder fromTheBeginning() {
        return new PositionsInOrder(new Acknowledged(0, Acknowledged.NO_OFFSET));
    }

    /** Records that are none of the relay's are ignored. */
    void next(ConsumerRecord<?, ?> next) {
        if (next.offset() == start.offset()) {
            confirm(next);
            return;
        }
        long upTo = publishedUpTo(next);
        if (next.headers().lastHeader(KafkaBinding.PUBLISHED_UP_TO) == null && upTo == position + 1) {
            position = upTo;
            offset = next.offset();
        } else if (upTo > position) {
            lose("behind position %d comes position %d, at offset %d".formatted(position, upTo, next.offset()));
        }
    }

    /** @param end the offset of the next record that the partition will have */
    void end(long end) {
        if (end <= start.offset()) {
            lose("it acknowledged offset %d, and ends before offset %d".formatted(start.offset(), end));
        }
    }

    /** @param beginning the offset of the first record that the partition still has */
    void beginning(long beginning) {
        if (beginning > start.offset() && start.offset() != Acknowledged.NO_OFFSET) {
            lose("it acknowledged offset %d, and begins with offset %d".formatted(start.offset(), beginning));
        }
    }

    /** The last record up to which all positions are there. */
    Acknowledged last() {
        return new Acknowledged(position, offset);
    }

    /** Where to go on, and whether something is missing. */
    ResumePoint found() {
        return new ResumePoint(position, last(), loss);
    }

    private void confirm(ConsumerRecord<?, ?> acknowledged) {
        if (publishedUpTo(acknowledged) != start.position()) {
            lose("it acknowledged position %d at offset %d, where another record is"
                    .formatted(start.position(), start.offset()));
        }
    }

    private static long publishedUpTo(ConsumerRecord<?, ?> next) {
        try {
            return KafkaBinding.publishedUpTo(next);
        } catch (UnreadableEventException _) {
            return 0;
        }
    }

    private void lose(String how) {
        loss = loss == null ? how : loss;
    }
}

package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.quarantine.ProjectedStream;
import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of folding a batch's events of one stream.
 *
 * @param appended events that are in the rows, from this batch or earlier: they belong to the timeline
 * @param rows the last states, as far as they are new
 * @param waiting events that can't be projected yet
 * @param poison the first event that can't be folded, if this batch has found one
 * @param mended whether an event has come that the stream may have waited for
 */
record FoldedStream(
        StreamId streamId,
        List<PositionedEvent> appended,
        List<FoldedRow> rows,
        List<PositionedEvent> waiting,
        @Nullable PoisonException poison,
        boolean mended)
        implements ProjectedStream {

    @Override
    public Optional<Quarantined> found() {
        return Optional.ofNullable(poison).map(PoisonException::quarantined);
    }

    /** The same, with these additional rows. */
    FoldedStream with(List<FoldedRow> more) {
        return new FoldedStream(
                streamId, appended, Stream.concat(rows.stream(), more.stream()).toList(), waiting, poison, mended);
    }

    /** The same, with copies that were polled after the poison and may contain the missing event. */
    FoldedStream withCopies(List<PositionedEvent> seen) {
        if (poison == null) {
            return this;
        }
        long offset = poison.event().offset();
        List<PositionedEvent> copies =
                seen.stream().filter(copy -> copy.offset() > offset).toList();
        return copies.isEmpty()
                ? this
                : new FoldedStream(
                        streamId,
                        appended,
                        rows,
                        Stream.concat(waiting.stream(), copies.stream()).toList(),
                        poison,
                        true);
    }
}

package io.cartulary.query.rebuild;

import io.cartulary.query.projection.BackfillProgress;
import io.cartulary.query.projection.BackfillProgress.Done;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is in one partition of the topic; the rows are compared in as many parts.
 *
 * @param nextOffset where to go on reading
 * @param done what has been folded
 * @param upTo the position to be reached; 0 before that is known
 * @param waitsFor the position that the topic has not, if that is what is waited for
 * @param filledAt when all was folded; null before
 * @param compared of the last comparison
 */
record PartitionProgress(
        int partition,
        long nextOffset,
        Done done,
        long upTo,
        @Nullable Long waitsFor,
        @Nullable Instant filledAt,
        Compared compared) {

    static PartitionProgress untouched(int partition) {
        return new PartitionProgress(partition, 0, Done.NOTHING, 0, null, null, Compared.NOTHING);
    }

    /**
     * What has been compared of a share of the rows.
     *
     * @param comparison which one
     * @param tables how many tables are done
     * @param rows how many rows were compared
     * @param differing how many of them differ for good
     * @param differences the first ones
     * @param finished whether these are all tables
     */
    record Compared(
            int comparison, int tables, long rows, long differing, List<RowDifference> differences, boolean finished) {

        static final Compared NOTHING = begun(0);

        static Compared begun(int comparison) {
            return new Compared(comparison, 0, 0, 0, List.of(), false);
        }

        /** With one more table, of so many. */
        Compared with(TableCompared table, int all, int listed) {
            return new Compared(
                    comparison,
                    tables + 1,
                    rows + table.rows(),
                    differing + table.differing(),
                    Stream.concat(differences.stream(), table.differences().stream())
                            .limit(listed)
                            .toList(),
                    tables + 1 >= all);
        }
    }

    boolean isFilled() {
        return filledAt != null;
    }

    boolean isCompared(int comparison) {
        return compared.comparison() == comparison && compared.finished();
    }

    /** After records up to that offset. */
    PartitionProgress after(BackfillProgress fill, long offset) {
        return new PartitionProgress(partition, offset, fill.done(), fill.upTo(), null, filledAt, compared);
    }

    PartitionProgress filled(BackfillProgress fill, Instant at) {
        return new PartitionProgress(partition, nextOffset, fill.done(), fill.upTo(), null, at, compared);
    }

    /** The topic has no more records, and this position was not among them. */
    PartitionProgress waiting() {
        return new PartitionProgress(partition, nextOffset, done, upTo, done.position() + 1, filledAt, compared);
    }

    PartitionProgress with(Compared now) {
        return new PartitionProgress(partition, nextOffset, done, upTo, waitsFor, filledAt, now);
    }

    /** The position that is missing in the topic; empty when there is none, or it has come since. */
    Optional<Long> missing() {
        return Optional.ofNullable(waitsFor).filter(position -> !isFilled() && position == done.position() + 1);
    }
}

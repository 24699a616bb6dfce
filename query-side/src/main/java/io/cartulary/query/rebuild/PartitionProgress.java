package io.cartulary.query.rebuild;

import io.cartulary.query.rebuild.BackfillProgress.Done;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a rebuild in one partition of the topic; the comparison of rows has as many shares.
 *
 * @param nextOffset the next offset to read
 * @param done the folded part
 * @param upTo the target position; 0 before it is known
 * @param waitsFor the position that the rebuild waits for, because the topic lacks it
 * @param filledAt when all was folded; null before
 * @param compared the result of the last comparison
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
     * The comparison of one share of the rows.
     *
     * @param comparison the number of the comparison
     * @param tables the number of completed tables
     * @param rows the number of compared rows
     * @param differing the number of rows that still differ after the last read
     * @param differences the first differing rows
     * @param finished whether all tables are completed
     */
    record Compared(
            int comparison, int tables, long rows, long differing, List<RowDifference> differences, boolean finished) {

        static final Compared NOTHING = begun(0);

        static Compared begun(int comparison) {
            return new Compared(comparison, 0, 0, 0, List.of(), false);
        }

        /** Adds the result of one more table. */
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

    /** The progress after the records up to that offset. */
    PartitionProgress after(BackfillProgress fill, long offset) {
        return new PartitionProgress(partition, offset, fill.done(), fill.upTo(), null, filledAt, compared);
    }

    PartitionProgress filled(BackfillProgress fill, Instant at) {
        return new PartitionProgress(partition, nextOffset, fill.done(), fill.upTo(), null, at, compared);
    }

    /** The progress when the topic has no more records, and lacks this position. */
    PartitionProgress waiting() {
        return new PartitionProgress(partition, nextOffset, done, upTo, done.position() + 1, filledAt, compared);
    }

    PartitionProgress with(Compared now) {
        return new PartitionProgress(partition, nextOffset, done, upTo, waitsFor, filledAt, now);
    }

    /** The position that the topic lacks; empty when it lacks none, or when the position has come since. */
    Optional<Long> missing() {
        return Optional.ofNullable(waitsFor).filter(position -> !isFilled() && position == done.position() + 1);
    }
}

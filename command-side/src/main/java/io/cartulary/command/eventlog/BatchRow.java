package io.cartulary.command.eventlog;

/** A row of a batch. */
sealed interface BatchRow permits EventRows.NewRow, ReceiptRow {

    /** The column {@code partition_no}. */
    int partition();

    /** Its position in that partition. */
    long position(Batch.Numbering numbering);

    /** What follows the position in the JSON of the batch. */
    String json();
}

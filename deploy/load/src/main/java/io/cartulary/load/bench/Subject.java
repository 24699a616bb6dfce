package io.cartulary.load.bench;

import java.util.List;

/** Something to be measured, with the databases, engines or processes it takes. */
interface Subject {

    /** Known before anything is prepared. */
    List<Measurement> measurements();

    /** Once, before the first round: builds what is measured and warms it up. */
    void prepare() throws Exception;

    /** Before its turn in a round: back to the same start, as far as that takes little time. */
    default void beforeTurn() throws Exception {}

    /** After its turn in a round: holds nothing that the others' turns would feel. */
    default void afterTurn() throws Exception {}

    /** Leaves nothing behind, prepared or not. */
    void close() throws Exception;
}

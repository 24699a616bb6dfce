package io.cartulary.load.bench.measurement;

import java.util.List;

/** A subject of measurements, with its databases, engines or processes. */
public interface Subject {

    /** Known before any preparation. */
    List<Measurement> measurements();

    /** Once, before the first round: builds the subject and warms it up. */
    void prepare() throws Exception;

    /** Before its turn in a round: back to the same start, as far as that is quick. */
    default void beforeTurn() throws Exception {}

    /** After its turn in a round: releases what would affect the others' turns. */
    default void afterTurn() throws Exception {}

    /** Removes everything, prepared or not. */
    void close() throws Exception;
}

package io.cartulary.query.quarantine;

import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * A partition that this replica projects, from which streams are released: the projection implements it. Its methods
 * are called inside the serial executor only.
 */
public interface ProjectedPartition {

    /** Its quarantine in memory. */
    PartitionQuarantine quarantine();

    /**
     * Projects events that have waited, up to the first one that can't be folded, as if the stream were not in
     * quarantine.
     *
     * @param waiting of one stream, in order, at least one
     */
    Uni<? extends ProjectedStream> project(List<PositionedEvent> waiting);

    /** The quarantine has room again: a partition that it has stopped continues. */
    void resume();
}

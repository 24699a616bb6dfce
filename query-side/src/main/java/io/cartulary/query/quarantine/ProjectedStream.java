package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import java.util.List;
import java.util.Optional;

/** The result of folding events of one stream, as far as it concerns the quarantine: the projection implements it. */
public interface ProjectedStream {

    StreamId streamId();

    /** The events that are in the views. */
    List<PositionedEvent> appended();

    /** The events that can't be projected yet. */
    List<PositionedEvent> waiting();

    /** The reason to put the stream in quarantine. */
    Optional<Quarantined> found();
}

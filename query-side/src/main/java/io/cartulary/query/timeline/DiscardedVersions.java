package io.cartulary.query.timeline;

import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;

/** Which versions an operator has discarded, so that the timeline does not have them: the quarantine implements it. */
public interface DiscardedVersions {

    /** Whether the versions up to this one were discarded. */
    Uni<Boolean> endWith(StreamId stream, long version);
}

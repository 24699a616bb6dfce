package io.cartulary.query.timeline;

import java.time.Instant;

/** When a stream is looked at. */
public sealed interface Moment {

    /** As far as it has been projected. */
    record Now() implements Moment {}

    /** Right after the event of this version. */
    record AtVersion(long version) implements Moment {}

    /** Right after the last event recorded at this instant or before. */
    record AsOf(Instant instant) implements Moment {}

    /** Whether an event had happened by then. */
    default boolean covers(RecordedEvent recorded) {
        return switch (this) {
            case Now _ -> true;
            case AtVersion(long version) -> recorded.version() <= version;
            case AsOf(Instant instant) -> !recorded.at().isAfter(instant);
        };
    }
}

package io.cartulary.query.timeline;

import java.time.Instant;

/** The moment at which a stream is read. */
public sealed interface Moment {

    /** The current projected state. */
    record Now() implements Moment {}

    /** After the event of this version. */
    record AtVersion(long version) implements Moment {}

    /** After the last event recorded at this instant or before. */
    record AsOf(Instant instant) implements Moment {}

    /** Whether the event is recorded at this moment or before. */
    default boolean covers(RecordedEvent recorded) {
        return switch (this) {
            case Now _ -> true;
            case AtVersion(long version) -> recorded.version() <= version;
            case AsOf(Instant instant) -> !recorded.at().isAfter(instant);
        };
    }
}

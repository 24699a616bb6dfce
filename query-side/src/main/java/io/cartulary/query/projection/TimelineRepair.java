package io.cartulary.query.projection;

import static java.util.stream.Collectors.groupingBy;

import io.cartulary.query.quarantine.Discarded;
import io.cartulary.query.quarantine.PartitionQuarantine;
import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.timeline.Repairs;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes copies of projected events to the timeline again, for the streams that an operator has asked to repair. It looks
 * for requests only when there are copies, which a replay makes.
 */
@ApplicationScoped
class TimelineRepair {

    private final Repairs repairs;
    private final Timeline timeline;
    private final ViewWriter writing;

    TimelineRepair(Repairs repairs, Timeline timeline, ViewWriter writing) {
        this.repairs = repairs;
        this.timeline = timeline;
        this.writing = writing;
    }

    Uni<Void> restore(List<PositionedEvent> copies, Assignment held) {
        Map<Integer, List<PositionedEvent>> partitions =
                copies.stream().collect(groupingBy(PositionedEvent::partition));
        return Multi.createFrom()
                .iterable(partitions.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        each -> restore(held.partition(each.getKey()).quarantine(), each.getKey(), each.getValue()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> restore(PartitionQuarantine quarantine, int partition, List<PositionedEvent> copies) {
        return repairs.of(partition)
                .chain(requests -> writing.write(copies.stream()
                        .filter(event -> isProjected(event, quarantine))
                        .flatMap(event -> Stream.ofNullable(requests.get(event.streamId()))
                                .map(at -> timeline.restore(event.envelope(), at)))));
    }

    /** A stream in quarantine is projected up to the version before; discarded events are not, until a rebuild. */
    private static boolean isProjected(PositionedEvent event, PartitionQuarantine quarantine) {
        long barred =
                quarantine.find(event.streamId()).map(Quarantined::version).orElse(Long.MAX_VALUE);
        long discarded = quarantine
                .discarded(event.streamId())
                .filter(given -> !given.isRebuilt())
                .map(Discarded::through)
                .orElse(0L);
        return event.version() < barred && event.version() > discarded;
    }
}

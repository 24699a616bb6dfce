package io.cartulary.load.history;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

import io.cartulary.contracts.Envelope;
import io.cartulary.load.history.Report.Findings;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Checks the stored events by themselves. */
final class LogRules {

    private static final Comparator<Envelope> BY_PLACE =
            comparingInt(Envelope::partition).thenComparingLong(Envelope::position);

    private final List<Envelope> log;
    private final Findings findings;

    LogRules(List<Envelope> log, Findings findings) {
        this.log = log.stream().sorted(BY_PLACE).toList();
        this.findings = findings;
    }

    void check() {
        Set<UUID> seen = new HashSet<>();
        for (Envelope event : log) {
            if (!seen.add(event.eventId())) {
                findings.add(Rule.EVENT_IDS_ARE_UNIQUE, event.eventId());
            }
            if (event.partition() != event.streamId().partition()) {
                findings.add(Rule.STREAMS_KEEP_THEIR_PARTITION, Check.show(event));
            }
        }
        log.stream().collect(groupingBy(Envelope::partition)).values().forEach(this::checkPositions);
        log.stream().collect(groupingBy(Envelope::streamId)).values().forEach(this::checkStream);
    }

    private void checkPositions(List<Envelope> partition) {
        long before = 0;
        for (Envelope event : partition) {
            if (event.position() != before + 1) {
                findings.add(Rule.POSITIONS_ARE_DENSE, "%s comes after %d".formatted(Check.show(event), before));
            }
            before = event.position();
        }
    }

    private void checkStream(List<Envelope> stream) {
        long before = 0;
        Envelope last = stream.getFirst();
        for (Envelope event : stream) {
            if (event.version() != before + 1) {
                findings.add(Rule.VERSIONS_ARE_DENSE, "%s comes after %d".formatted(Check.show(event), before));
            }
            if (event.recordedAt().isBefore(last.recordedAt())) {
                findings.add(
                        Rule.TIME_NEVER_RUNS_BACKWARDS,
                        "%s at %s, after %s".formatted(Check.show(event), event.recordedAt(), last.recordedAt()));
            }
            before = event.version();
            last = event;
        }
    }
}

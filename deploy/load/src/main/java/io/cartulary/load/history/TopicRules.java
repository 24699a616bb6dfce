package io.cartulary.load.history;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.Envelope;
import io.cartulary.load.history.Report.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the published events against the stored ones. Records may be repeated with the same content: the first place
 * of each event counts.
 */
final class TopicRules {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Place, Envelope> log;
    private final List<Envelope> topic;
    private final Findings findings;

    private record Place(int partition, long position) {
        static Place of(Envelope event) {
            return new Place(event.partition(), event.position());
        }
    }

    TopicRules(List<Envelope> log, List<Envelope> topic, Findings findings) {
        this.log = log.stream().collect(toMap(Place::of, event -> event, (first, _) -> first));
        this.topic = topic;
        this.findings = findings;
    }

    void check() {
        Set<Place> seen = new HashSet<>();
        Map<Integer, Long> furthest = new HashMap<>();
        for (Envelope published : topic) {
            compare(published);
            if (seen.add(Place.of(published))) {
                checkOrder(published, furthest);
            }
        }
        log.forEach((place, stored) -> {
            if (!seen.contains(place)) {
                findings.add(Rule.KAFKA_HAS_ALL, Check.show(stored));
            }
        });
    }

    private void checkOrder(Envelope published, Map<Integer, Long> furthest) {
        long before = furthest.getOrDefault(published.partition(), 0L);
        if (published.position() < before) {
            findings.add(Rule.KAFKA_IS_IN_ORDER, "%s, after %d".formatted(Check.show(published), before));
        }
        furthest.merge(published.partition(), published.position(), Math::max);
    }

    private void compare(Envelope published) {
        Envelope stored = log.get(Place.of(published));
        if (stored == null) {
            findings.add(Rule.KAFKA_HAS_NOTHING_ELSE, Check.show(published));
        } else if (!sayTheSame(stored, published)) {
            findings.add(
                    Rule.KAFKA_SAYS_THE_SAME,
                    "%s %s, in the log %s %s"
                            .formatted(Check.show(published), published.data(), Check.show(stored), stored.data()));
        }
    }

    private static boolean sayTheSame(Envelope stored, Envelope published) {
        return stored.eventId().equals(published.eventId())
                && stored.type().equals(published.type())
                && stored.streamId().equals(published.streamId())
                && stored.version() == published.version()
                && stored.recordedAt().equals(published.recordedAt())
                && meanTheSame(stored.data(), published.data());
    }

    /** MySQL stores JSON with its own spaces and order of members. */
    private static boolean meanTheSame(String one, String other) {
        try {
            return one.equals(other) || JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

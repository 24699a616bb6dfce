package io.cartulary.load.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.load.history.Answer.Done;
import io.cartulary.load.history.Answer.Rejected;
import io.cartulary.load.history.Report.Findings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the answers against the stored events. */
final class CommandRules {

    private final History history;
    private final List<Envelope> log;
    private final Map<UUID, List<Envelope>> byCommand;
    private final Map<Place, Envelope> byPlace;
    private final Map<Position, Envelope> byPosition;
    private final Findings findings;

    CommandRules(History history, List<Envelope> log, Findings findings) {
        this.history = history;
        this.log = log;
        this.byCommand =
                log.stream().filter(event -> event.commandId() != null).collect(groupingBy(Envelope::commandId));
        this.byPlace = log.stream().collect(toMap(Place::of, Function.identity(), (first, _) -> first));
        this.byPosition = log.stream().collect(toMap(Position::of, Function.identity(), (first, _) -> first));
        this.findings = findings;
    }

    /** The place of an event in its stream. */
    private record Place(StreamId stream, long version) {

        static Place of(Envelope event) {
            return new Place(event.streamId(), event.version());
        }
    }

    /** The place of an event in its partition. */
    private record Position(int partition, long position) {

        static Position of(Envelope event) {
            return new Position(event.partition(), event.position());
        }
    }

    void check() {
        history.commands().forEach(this::check);
        Set<UUID> asked =
                history.commands().stream().map(SentCommand::commandId).collect(toSet());
        Set<UUID> led = log.stream()
                .filter(event -> event.commandId() != null && asked.contains(event.commandId()))
                .flatMap(this::allOf)
                .map(Envelope::eventId)
                .collect(toSet());
        log.stream()
                .filter(event -> !led.contains(event.eventId()))
                .forEach(event -> findings.add(Rule.STORED_WAS_ASKED, Check.show(event)));
    }

    /**
     * All events of the command with this first event: only the first has the command's id, and the others follow
     * directly.
     */
    private Stream<Envelope> allOf(Envelope first) {
        return Stream.iterate(first, Objects::nonNull, this::next);
    }

    private @Nullable Envelope next(Envelope event) {
        Envelope next = byPlace.get(new Place(event.streamId(), event.version() + 1));
        return next != null
                        && next.commandId() == null
                        && next.position() == event.position() + 1
                        && next.recordedAt().equals(event.recordedAt())
                ? next
                : null;
    }

    private Envelope lastOf(Envelope first) {
        return allOf(first).reduce(first, (_, later) -> later);
    }

    private void check(SentCommand asked) {
        List<Envelope> stored = byCommand.getOrDefault(asked.commandId(), List.of());
        if (stored.size() > 1) {
            findings.add(Rule.STORED_ONCE, "%s: %s".formatted(asked.request(), places(stored)));
        }
        if (asked.answers().stream().map(CommandRules::withoutToken).distinct().count() > 1) {
            findings.add(Rule.REPEATS_ARE_ANSWERED_ALIKE, "%s: %s".formatted(asked.request(), asked.answers()));
        }
        asked.answers().stream().distinct().forEach(answer -> {
            switch (answer) {
                case Done done -> checkDone(asked, done, stored);
                case Rejected rejected -> checkRejected(asked, rejected, stored);
            }
        });
    }

    private void checkDone(SentCommand asked, Done done, List<Envelope> stored) {
        if (stored.isEmpty()) {
            findings.add(Rule.ANSWERED_IS_STORED, "%s: %s".formatted(asked.request(), done));
        } else if (stored.stream().map(this::lastOf).noneMatch(event -> isAt(done, event))) {
            findings.add(Rule.STORED_WHERE_ANSWERED, "%s: %s, but %s".formatted(asked.request(), done, places(stored)));
        }
    }

    /** The token of a repeat is the present one. */
    private static Object withoutToken(Answer.Final answer) {
        return answer instanceof Done done ? List.of(done.id(), done.version(), done.partition()) : answer;
    }

    /** At that version; the token is the event's own position, or in a repeat that of a later event of its stream. */
    private boolean isAt(Done done, Envelope event) {
        @Nullable Envelope covered = byPosition.get(new Position(done.partition(), done.position()));
        return event.streamId().rootId().equals(done.id())
                && event.version() == done.version()
                && event.partition() == done.partition()
                && covered != null
                && covered.streamId().equals(event.streamId())
                && covered.version() >= event.version();
    }

    private void checkRejected(SentCommand asked, Rejected rejected, List<Envelope> stored) {
        findings.add(Rule.NOTHING_FORBADE_IT, "%s: %s".formatted(asked.request(), rejected));
        if (!stored.isEmpty()) {
            findings.add(
                    Rule.REFUSED_IS_NOT_STORED, "%s: %s, but %s".formatted(asked.request(), rejected, places(stored)));
        }
    }

    private static List<String> places(List<Envelope> events) {
        return events.stream().limit(5).map(Check::show).toList();
    }
}

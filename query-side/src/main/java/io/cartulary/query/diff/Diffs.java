package io.cartulary.query.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.PageParameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.view.Projection;
import io.cartulary.query.view.Versioned;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Predicate;

/** Answers with the changes of a stream between two moments. */
@ApplicationScoped
public class Diffs {

    private final Timeline timeline;
    private final ObjectMapper json;
    private final DiffConfig config;

    Diffs(Timeline timeline, ObjectMapper json, DiffConfig config) {
        this.timeline = timeline;
        this.json = json;
        this.config = config;
    }

    /**
     * @param visible whether the caller may see the stream, by its current state
     * @param unknown the problem when the caller may not, or when the stream does not exist; a stream without an event
     *     up to {@code to} has an empty difference
     */
    public <S extends Versioned> Uni<Diff> between(
            DiffParameters moments,
            PageParameters page,
            Projection<S> view,
            StreamId stream,
            Predicate<S> visible,
            Problem unknown) {
        Moment from = moments.from();
        Moment to = moments.to();
        rejectReversed(from, to);
        Instant now = Instant.now();
        var comparison = new StateDiff<S>(
                from,
                to,
                new StateDiff.Page(page.after(), page.limit()),
                view.fold(),
                (state, moment) -> view.seen(state, moment, now),
                json::valueToTree);
        return view.read(stream)
                .map(present -> present.filter(visible)
                        .orElseThrow(() -> unknown.because("There are no events of " + stream + ".")))
                .chain(present -> timeline.walk(
                        stream, config.eventsAtOnce(), present.version(), event -> add(event, comparison)))
                .map(_ -> checked(comparison, from, to, stream));
    }

    private static void rejectReversed(Moment from, Moment to) {
        boolean reversed = switch (from) {
            case Moment.AtVersion(long first) -> to instanceof Moment.AtVersion(long last) && first > last;
            case Moment.AsOf(Instant first) -> to instanceof Moment.AsOf(Instant last) && first.isAfter(last);
            case Moment.Now _ -> false;
        };
        if (reversed) {
            throw reversed();
        }
    }

    private static RuntimeException reversed() {
        return Violation.of("from", ViolationCode.CONTRADICTORY, "is after to.").problem();
    }

    /** Whether the comparison needs more events. */
    private boolean add(RecordedEvent event, StateDiff<?> comparison) {
        comparison.add(event);
        if (comparison.version() > config.mostEvents()) {
            throw Problem.TOO_MANY_EVENTS.because(
                    "More than %d events would have to be folded.".formatted(config.mostEvents()));
        }
        return comparison.end() == StateDiff.End.OPEN;
    }

    private static Diff checked(StateDiff<?> comparison, Moment from, Moment to, StreamId stream) {
        if (comparison.end() == StateDiff.End.REVERSED) {
            throw reversed();
        }
        Diff diff = comparison.done();
        rejectVersionToCome(to, diff.to(), stream);
        rejectVersionToCome(from, diff.from(), stream);
        return diff;
    }

    private static void rejectVersionToCome(Moment asked, Diff.Side found, StreamId stream) {
        if (asked instanceof Moment.AtVersion(long version) && found.version() < version) {
            throw Problem.NO_SUCH_VERSION.because("%s is at version %d.".formatted(stream, found.version()));
        }
    }
}

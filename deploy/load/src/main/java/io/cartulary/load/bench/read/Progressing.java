package io.cartulary.load.bench.read;

import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.load.bench.measurement.Reading;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** The rate at which a query service processes existing events. */
public record Progressing(Views views, Costs costs) {

    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(3);

    /**
     * Between two moments.
     *
     * @param costs of an event
     */
    record Progressed(long events, double seconds, Map<Figure, Double> costs) {

        double perSecond() {
            return events / seconds;
        }

        Reading reading() {
            return new Reading(perSecond(), costs, "");
        }
    }

    private record Moment(long events, long nanoTime, Costs.Snapshot costs) {}

    /** From the first number of visible events to the last, by the stored progress. */
    Progressed between(long first, long last) throws InterruptedException, TimeoutException, SQLException {
        Moment before = now(views.await(first, VISIBLE_WITHIN));
        Moment after = now(views.await(last, VISIBLE_WITHIN));
        views.requireWhole();
        return since(before, after);
    }

    /** From the first number of rebuilt events to the last. */
    Progressed between(long first, long last, Rebuild rebuild) throws Exception {
        Moment before = now(rebuild.await(first));
        return since(before, now(rebuild.await(last)));
    }

    /** For a fixed time, with any number of events; longer only when there is none. */
    Progressed during(Duration length) throws InterruptedException, TimeoutException, SQLException {
        Moment before = now(views.projected());
        Thread.sleep(length);
        return since(before, now(views.await(before.events() + 1, VISIBLE_WITHIN)));
    }

    private Moment now(long events) throws SQLException {
        return new Moment(events, System.nanoTime(), costs.now());
    }

    private static Progressed since(Moment before, Moment after) {
        long events = after.events() - before.events();
        return new Progressed(
                events,
                (after.nanoTime() - before.nanoTime()) / 1e9,
                after.costs().since(before.costs()).each(events));
    }
}

package io.cartulary.load.bench.measurement;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Runs all measurements in turn, round after round. */
public record MeasurementRounds(List<Subject> subjects, Pattern only, PrintWriter progress) {

    /** A subject, and its selected measurements. */
    private record Wanted(Subject subject, List<Measurement> measurements) {}

    /** Also closes the subjects. */
    public Results take(Scale scale) throws Exception {
        var results = new Results();
        List<Wanted> wanted = wanted();
        try {
            for (Wanted each : wanted) {
                progress.printf("preparing %s%n", each.measurements().getFirst().name());
                each.subject().prepare();
            }
            for (int number = 1; number <= scale.rounds(); number++) {
                progress.printf("round %d of %d%n", number, scale.rounds());
                take(wanted, scale, results.newRound());
            }
        } finally {
            close();
        }
        return results;
    }

    private List<Wanted> wanted() {
        List<Wanted> wanted = new ArrayList<>();
        for (Subject subject : subjects) {
            List<Measurement> measurements = subject.measurements().stream()
                    .filter(measurement -> only.matcher(measurement.name()).find())
                    .toList();
            if (!measurements.isEmpty()) {
                wanted.add(new Wanted(subject, measurements));
            }
        }
        return wanted;
    }

    private void take(List<Wanted> wanted, Scale scale, Results.Round round) throws Exception {
        for (Wanted each : wanted) {
            each.subject().beforeTurn();
            for (Measurement measurement : each.measurements()) {
                Reading reading = measurement.run().of(scale.window());
                round.add(measurement, reading);
                progress.printf(
                        Locale.ROOT,
                        "  %-28s %,12.2f %s  %s%n",
                        measurement.name(),
                        reading.value(),
                        measurement.unit(),
                        reading.note());
            }
            each.subject().afterTurn();
        }
    }

    private void close() throws Exception {
        for (Subject subject : subjects.reversed()) {
            subject.close();
        }
    }
}

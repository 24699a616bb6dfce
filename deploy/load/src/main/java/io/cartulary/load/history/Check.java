package io.cartulary.load.history;

import io.cartulary.contracts.Envelope;
import io.cartulary.load.history.Report.Findings;
import java.util.List;

/** Compares the answers with the stored events, and the stored events with the published ones. Pure. */
public final class Check {

    private Check() {}

    /**
     * @param history all requests to the register
     * @param log all of the table, in the order of partitions and positions
     * @param topic all of the topic, each partition in the order of its offsets
     */
    public static Report of(History history, List<Envelope> log, List<Envelope> topic) {
        var findings = new Findings();
        new CommandRules(history, log, findings).check();
        new LogRules(log, findings).check();
        new TopicRules(log, topic, findings).check();
        return findings.report(summary(history, log, topic));
    }

    private static String summary(History history, List<Envelope> log, List<Envelope> topic) {
        long answered = history.commands().stream()
                .filter(asked -> !asked.answers().isEmpty())
                .count();
        int unanswered = history.commands().size() - Math.toIntExact(answered);
        return "%d commands answered and %d not, %d events in the log, %d records in Kafka, attempts without answer %s"
                .formatted(answered, unanswered, log.size(), topic.size(), history.attemptsWithoutAnswer());
    }

    /** The event in one line, for people. */
    static String show(Envelope event) {
        return "%s, version %d of %s, at %d:%d, %s"
                .formatted(
                        event.type(),
                        event.version(),
                        event.streamId(),
                        event.partition(),
                        event.position(),
                        cause(event));
    }

    private static String cause(Envelope event) {
        return event.commandId() == null ? "no command" : "command " + event.commandId();
    }
}

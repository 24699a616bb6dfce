package io.cartulary.load.history;

import java.util.List;
import java.util.UUID;

/**
 * A command, and all its final answers: none, or one for each time that it was sent and answered.
 *
 * @param commandId as in the log
 * @param request for people to read
 * @param answers in order of arrival
 */
public record SentCommand(UUID commandId, String request, List<Answer.Final> answers) {

    public SentCommand {
        answers = List.copyOf(answers);
    }

    /** For tests that play a part themselves: a command under that key, with that answer. */
    public static SentCommand under(String key, String request, Answer.Final... answers) {
        return new SentCommand(PlannedRequest.commandId(key), request, List.of(answers));
    }
}

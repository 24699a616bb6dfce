package io.cartulary.load.history;

import java.util.List;
import java.util.UUID;

/**
 * A command, and all the final answers it ever got: none, or one for each time that it was sent and answered.
 *
 * @param commandId as in the log
 * @param wish for people to read
 * @param answers in the order in which they came
 */
public record Asked(UUID commandId, String wish, List<Answer.Final> answers) {

    public Asked {
        answers = List.copyOf(answers);
    }

    /** For tests that play a part themselves: a command under that key, which was answered. */
    public static Asked under(String key, String wish, Answer.Final... answers) {
        return new Asked(Wish.commandId(key), wish, List.of(answers));
    }
}

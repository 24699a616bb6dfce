package io.cartulary.load.history;

import io.cartulary.load.history.Answer.Done;
import io.cartulary.load.history.Answer.Final;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command under way, and its answers so far. Of one thread. */
final class Command {

    private final PlannedRequest request;
    private final List<Final> answers = new ArrayList<>();

    Command(PlannedRequest request) {
        this.request = request;
    }

    PlannedRequest request() {
        return request;
    }

    void answered(Final answer) {
        answers.add(answer);
    }

    /** The first answer, if the command was carried out. */
    Optional<Done> done() {
        return !answers.isEmpty() && answers.getFirst() instanceof Done done ? Optional.of(done) : Optional.empty();
    }

    SentCommand asked() {
        return new SentCommand(request.commandId(), request.toString(), answers);
    }
}

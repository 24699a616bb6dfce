package io.cartulary.load.history;

import io.cartulary.load.history.Answer.Done;
import io.cartulary.load.history.Answer.Final;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A wish on its way, and what was answered so far. Of one thread. */
final class Command {

    private final Wish wish;
    private final List<Final> answers = new ArrayList<>();

    Command(Wish wish) {
        this.wish = wish;
    }

    Wish wish() {
        return wish;
    }

    void answered(Final answer) {
        answers.add(answer);
    }

    /** The first answer, if the command was carried out. */
    Optional<Done> done() {
        return !answers.isEmpty() && answers.getFirst() instanceof Done done ? Optional.of(done) : Optional.empty();
    }

    Asked asked() {
        return new Asked(wish.commandId(), wish.toString(), answers);
    }
}

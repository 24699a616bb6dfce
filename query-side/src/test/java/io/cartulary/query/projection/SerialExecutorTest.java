package io.cartulary.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

    private final SerialExecutor turns = new SerialExecutor();
    private final List<String> begun = new ArrayList<>();

    @Test
    void the_next_one_begins_when_the_last_one_has_ended_whatever_became_of_it() {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        var one = take("first", first);
        var two = take("second", second);
        var three = take("third", CompletableFuture.completedFuture("third"));

        assertThat(begun).containsExactly("first");
        first.completeExceptionally(new IllegalStateException("gone wrong"));
        one.assertFailedWith(IllegalStateException.class, "gone wrong");
        assertThat(begun).containsExactly("first", "second");
        two.cancel();

        three.awaitItem().assertItem("third");
    }

    @Test
    void who_is_tired_of_waiting_ends_nobody_elses_turn() {
        var first = new CompletableFuture<String>();
        var one = take("first", first);
        var two = take("second", new CompletableFuture<>());
        two.cancel();
        var three = take("third", CompletableFuture.completedFuture("third"));

        assertThat(begun).containsExactly("first");
        first.complete("first");

        one.awaitItem().assertItem("first");
        three.awaitItem().assertItem("third");
    }

    private UniAssertSubscriber<String> take(String name, CompletableFuture<String> work) {
        return turns.take(() -> {
                    begun.add(name);
                    return Uni.createFrom().completionStage(work);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}

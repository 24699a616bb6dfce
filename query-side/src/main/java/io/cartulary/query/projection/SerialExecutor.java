package io.cartulary.query.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs one task at a time: a batch, or an operator's request. Both read rows, fold, write and change the state in
 * memory, and must not interleave.
 */
@ApplicationScoped
public class SerialExecutor {

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Runs the task when the previous one has completed or failed. A cancelled task only loses its turn. */
    public <T> Uni<T> take(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            var mine = new CompletableFuture<Void>();
            CompletableFuture<Void> before = queue(mine);
            return Uni.createFrom()
                    // A copy, because a cancellation would otherwise cancel another task.
                    .completionStage(before.copy())
                    .chain(work)
                    .onTermination()
                    .invoke(() -> mine.complete(null));
        });
    }

    private synchronized CompletableFuture<Void> queue(CompletableFuture<Void> mine) {
        CompletableFuture<Void> before = last;
        last = CompletableFuture.allOf(before, mine);
        return before;
    }
}

package io.cartulary.query.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One at a time: a batch, or an operator's request. Both read rows, fold, write and remember, and must not come between
 * each other.
 */
@ApplicationScoped
class Turns {

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Does the work when what came before is done, whatever became of it. */
    <T> Uni<T> take(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            var mine = new CompletableFuture<Void>();
            return Uni.createFrom()
                    .completionStage(queue(mine))
                    .chain(work)
                    .onTermination()
                    .invoke(() -> mine.complete(null));
        });
    }

    private synchronized CompletableFuture<Void> queue(CompletableFuture<Void> mine) {
        // A copy, for whoever cancels would end the turn of another.
        CompletableFuture<Void> before = last.copy();
        last = mine;
        return before;
    }
}

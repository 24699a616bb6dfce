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
class SerialExecutor {

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Does the work when what came before is done, whatever became of it. Who is tired of waiting loses the turn only. */
    <T> Uni<T> take(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            var mine = new CompletableFuture<Void>();
            CompletableFuture<Void> before = queue(mine);
            return Uni.createFrom()
                    // A copy, for whoever cancels would end the turn of another.
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

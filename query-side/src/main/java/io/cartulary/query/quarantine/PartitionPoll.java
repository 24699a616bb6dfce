package io.cartulary.query.quarantine;

import io.cartulary.contracts.Channels;
import io.cartulary.query.store.Schema;
import io.cartulary.service.process.PeriodicTask;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** A periodic task for some partitions of the topic, one after the other. It does nothing until the tables exist. */
final class PartitionPoll {

    private PartitionPoll() {}

    /**
     * Starts it.
     *
     * @param chosen whether a partition has a turn; asked in each run
     * @param task for one partition
     * @param failed is told of every run that has failed
     */
    static Cancellable every(
            Duration period,
            Schema schema,
            IntPredicate chosen,
            IntFunction<Uni<? extends Void>> task,
            Consumer<? super Throwable> failed) {
        return PeriodicTask.every(
                period,
                () -> schema.isReady() ? run(chosen, task) : Uni.createFrom().voidItem(),
                failed);
    }

    private static Uni<Void> run(IntPredicate chosen, IntFunction<Uni<? extends Void>> task) {
        return Multi.createFrom()
                .range(0, Channels.PARTITIONS)
                .filter(chosen::test)
                .onItem()
                .transformToUniAndConcatenate(task::apply)
                .onItem()
                .ignoreAsUni();
    }
}

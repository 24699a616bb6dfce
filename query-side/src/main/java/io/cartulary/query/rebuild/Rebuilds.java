package io.cartulary.query.rebuild;

import static io.cartulary.query.http.Problem.NO_SUCH_REBUILD;
import static io.cartulary.query.http.Problem.REBUILD_DIFFERS;
import static io.cartulary.query.http.Problem.REBUILD_ELSEWHERE;
import static io.cartulary.service.http.EdgeProblem.STORE_UNAVAILABLE;

import io.cartulary.query.rebuild.RebuildTransitions.Change;
import io.cartulary.query.rebuild.RebuildTransitions.Step;
import io.cartulary.query.store.GenerationTable;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.StoreUnavailableException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Changes the generations, one change after the other, for requests from any replica. */
@ApplicationScoped
class Rebuilds {

    private static final Logger LOG = Logger.getLogger(Rebuilds.class);
    /** The maximum number of attempts, because a concurrent change may win. */
    private static final int ATTEMPTS = 10;

    private final GenerationTable generations;
    private final PartitionProgressTable parts;

    Rebuilds(GenerationTable generations, PartitionProgressTable parts) {
        this.generations = generations;
        this.parts = parts;
    }

    /** The last rebuild; fails with a problem when it is another one, or when there is none. */
    Uni<Rebuild> find(UUID id) {
        return generations.read().map(now -> find(id, now));
    }

    private static Rebuild find(UUID id, Generations now) {
        return Rebuild.of(now)
                .filter(rebuild -> rebuild.id().equals(id))
                .orElseThrow(
                        () -> NO_SUCH_REBUILD.because("Only the last rebuild is stored, and it is not " + id + "."));
    }

    Uni<Rebuild> begin(Set<String> categories, String actor) {
        UUID id = UUID.randomUUID();
        return change(now -> RebuildTransitions.begin(now, categories, id, actor, at()))
                .chain(this::last);
    }

    /** Applies the transition, unless it is already applied. */
    Uni<Rebuild> take(UUID id, Step step) {
        return change(now -> step.take(now, find(id, now), at())).chain(this::last);
    }

    /** Activates once everything is filled and compared; with differences only on request. */
    Uni<Rebuild> activate(UUID id, boolean despiteDifferences) {
        return generations
                .read()
                .map(now -> find(id, now))
                .call(rebuild -> parts.of(id).invoke(all -> {
                    if (!all.stream().allMatch(part -> part.isCompared(rebuild.comparison()))) {
                        throw REBUILD_ELSEWHERE.because("Not all rows are filled and compared yet.");
                    }
                    long differing = all.stream()
                            .mapToLong(part -> part.compared().differing())
                            .sum();
                    if (differing > 0 && !despiteDifferences) {
                        throw REBUILD_DIFFERS.because(
                                "%d rows differ. Send despiteDifferences if the new ones are correct."
                                        .formatted(differing));
                    }
                }))
                .chain(() -> take(id, RebuildTransitions::activate));
    }

    private Uni<Rebuild> last() {
        return generations.read().map(now -> Rebuild.of(now).orElseThrow());
    }

    private Uni<Void> change(Function<Generations, Optional<Change>> decide) {
        return Multi.createBy()
                .repeating()
                .uni(() -> generations
                        .read()
                        .chain(now -> decide.apply(now)
                                .map(change -> replace(now, change))
                                .orElseGet(() -> Uni.createFrom().item(true))))
                .whilst(done -> !done)
                .select()
                .first(ATTEMPTS)
                .collect()
                .last()
                .invoke(done -> {
                    if (!done) {
                        throw STORE_UNAVAILABLE.because(
                                "Cassandra did not confirm the change, or other changes interfered repeatedly.");
                    }
                })
                .replaceWithVoid();
    }

    /** A change whose outcome Cassandra does not report may have been made, or may still be: the next read tells. */
    private Uni<Boolean> replace(Generations now, Change change) {
        return generations
                .replace(now, change.views(), change.rebuild().written())
                .invoke(done -> {
                    if (done) {
                        LOG.infof(
                                "rebuild %s of %s: %s",
                                change.rebuild().id(),
                                change.rebuild().next(),
                                change.rebuild().state());
                    }
                })
                .onFailure(StoreUnavailableException.class)
                .recoverWithItem(false);
    }

    private static Instant at() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

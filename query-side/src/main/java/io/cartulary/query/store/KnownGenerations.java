package io.cartulary.query.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** The generations as this replica has last read them: no query reads them anew. */
@ApplicationScoped
public class KnownGenerations {

    private volatile Generations known = Generations.FIRST;

    public Generations all() {
        return known;
    }

    /** Which one answers queries. */
    public int living(String category) {
        return known.of(category).living();
    }

    /** Of these the ones that have not been dropped, the living one first. */
    public List<Integer> leading(String category, List<Integer> generations) {
        Generations.Kept kept = known.of(category);
        return Stream.concat(
                        generations.stream().filter(one -> one == kept.living()),
                        generations.stream().filter(one -> one != kept.living()))
                .filter(kept.existing()::contains)
                .toList();
    }

    /** What was read later has a higher version. */
    synchronized void learn(Generations read) {
        if (read.version() > known.version()) {
            known = read;
        }
    }
}

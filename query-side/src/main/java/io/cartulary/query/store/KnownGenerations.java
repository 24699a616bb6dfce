package io.cartulary.query.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** The generations as this replica has last read them: no query reads them again. */
@ApplicationScoped
public class KnownGenerations {

    private volatile Generations known = Generations.FIRST;

    public Generations all() {
        return known;
    }

    /** The active generation, which answers queries. */
    public int living(String category) {
        return known.of(category).living();
    }

    /** Those of these generations that are not dropped, the active one first. */
    public List<Integer> leading(String category, List<Integer> generations) {
        Generations.Kept kept = known.of(category);
        return Stream.concat(
                        generations.stream().filter(one -> one == kept.living()),
                        generations.stream().filter(one -> one != kept.living()))
                .filter(kept.existing()::contains)
                .toList();
    }

    /** A later read has a higher version. */
    synchronized void learn(Generations read) {
        if (read.version() > known.version()) {
            known = read;
        }
    }
}

package io.cartulary.command.product;

import io.cartulary.command.eventsourcing.RetriedHistory;
import io.cartulary.command.product.ProductCommand.*;
import io.cartulary.contracts.Money;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A retry under the same key, however late, gets the first answer and changes nothing. */
class ProductRetryProperties {

    @Property(tries = 300)
    void a_retry_of_any_accepted_command_adds_nothing_and_is_answered_alike(
            @ForAll("commandLists") List<ProductCommand> commands, @ForAll Random random) {
        new RetriedHistory<>(Product.DECIDER, Product.stream("TEA"), random).thenRetriesAddNothing(commands);
    }

    /** Few values, so that many commands have nothing to change. */
    @Provide
    Arbitrary<List<ProductCommand>> commandLists() {
        return Arbitraries.oneOf(
                        Combinators.combine(Arbitraries.of("Tea", "Green tea"), prices())
                                .as((name, price) -> (ProductCommand) new ListProduct(name, price)),
                        prices().map(ChangePrice::new),
                        Arbitraries.of("sold out", "recalled").map(Delist::new))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Money> prices() {
        return Combinators.combine(
                        Arbitraries.of(0L, 250L, 300L),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just("EUR")), Tuple.of(1, Arbitraries.just("USD"))))
                .as((cents, currency) -> new Money(cents, Currency.getInstance(currency)));
    }
}

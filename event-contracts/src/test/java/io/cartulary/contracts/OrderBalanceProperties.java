package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.PaymentFact.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of the money of every order. */
class OrderBalanceProperties {

    @Property(tries = 5000)
    void the_order_of_facts_makes_no_difference(
            @ForAll("terms") OrderTerms terms, @ForAll("facts") List<PaymentFact> facts, @ForAll Random chance) {
        List<PaymentFact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, chance);

        assertThat(OrderBalance.of(terms, shuffled)).isEqualTo(OrderBalance.of(terms, facts));
    }

    @Property(tries = 5000)
    void what_is_kept_and_what_is_still_open_is_what_is_owed(
            @ForAll("terms") OrderTerms terms, @ForAll("facts") List<PaymentFact> facts) {
        OrderBalance money = OrderBalance.of(terms, facts);
        long kept = money.captured() - money.refunded();

        assertThat(kept + money.balance()).isEqualTo(money.owed());
        assertThat(money.balance() == 0).isEqualTo(kept == money.owed());
        assertThat(money.uncovered()).isEqualTo(Math.max(0, money.owed() - kept - money.open()));
    }

    @Property(tries = 5000)
    void a_concession_never_leaves_the_shop_owing_nor_exceeds_what_was_refunded(
            @ForAll("terms") OrderTerms terms, @ForAll("facts") List<PaymentFact> facts) {
        OrderBalance money = OrderBalance.of(terms, facts);

        assertThat(money.conceded()).isBetween(0L, money.refunded());
        if (money.conceded() > 0) {
            assertThat(money.balance()).isNotNegative();
        }
    }

    @Provide
    Arbitrary<OrderTerms> terms() {
        var amounts = Arbitraries.longs().between(0, 2000);
        var flags = Arbitraries.of(true, false);
        return Combinators.combine(amounts, amounts, amounts, amounts, flags, flags)
                .as((total, credited, returned, out, onCredit, cancelled) -> new OrderTerms(
                        total,
                        Math.min(credited, total) / 2,
                        Math.min(returned, total) / 2,
                        Math.min(out, total),
                        onCredit,
                        cancelled));
    }

    @Provide
    Arbitrary<List<PaymentFact>> facts() {
        var amounts = Arbitraries.of(1L, 300L, 700L, 1000L);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("p", "q", "r"),
                        amounts.list().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.of(true, false))
                .as(OrderBalanceProperties::fact)
                .list()
                .ofMaxSize(12);
    }

    private static PaymentFact fact(Kind kind, int id, String ref, List<Long> told, boolean flag) {
        boolean named = kind == Kind.REFUNDED && id > 0;
        return new PaymentFact(
                UUID.nameUUIDFromBytes((kind + ref + id + told).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                kind,
                named ? new UUID(0, id) : null,
                named ? null : ref,
                null,
                told,
                kind == Kind.REFUNDED && flag);
    }
}

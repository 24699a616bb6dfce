package io.cartulary.contracts;

import static io.cartulary.contracts.Attention.Reason.AMOUNT_CONTRADICTED;
import static io.cartulary.contracts.Attention.Reason.CAPTURED_ABOVE_AUTHORIZATION;
import static io.cartulary.contracts.Attention.Reason.CAPTURED_WITHOUT_AUTHORIZATION;
import static io.cartulary.contracts.Attention.Reason.REFUNDED_ABOVE_CAPTURE;
import static io.cartulary.contracts.Attention.Reason.REFUNDED_WITHOUT_CAPTURE;
import static io.cartulary.contracts.Attention.Reason.SHIPPED_WITHOUT_COVER;
import static io.cartulary.contracts.Attention.Reason.VOIDED_ABOVE_AUTHORIZATION;
import static io.cartulary.contracts.Attention.Reason.VOIDED_WITHOUT_AUTHORIZATION;
import static io.cartulary.contracts.PaymentFact.Kind.AUTHORIZED;
import static io.cartulary.contracts.PaymentFact.Kind.CAPTURED;
import static io.cartulary.contracts.PaymentFact.Kind.REFUNDED;
import static io.cartulary.contracts.PaymentFact.Kind.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.PaymentFact.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderBalanceTest {

    private static final UUID CAPTURE = new UUID(0, 1);
    private static final OrderTerms NOTHING_SHIPPED = new OrderTerms(1000, 0, 0, 0, false, false);
    private static final OrderTerms SHIPPED = new OrderTerms(1000, 0, 0, 1000, false, false);

    /**
     * For an order of 1000: a fact is its kind's first letter, the payment's name, the amount, and {@code !} for a
     * refund that concedes.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "        |                        | 1000 |    0 | 1000 | 1000",
                "        | A-p-1000               | 1000 | 1000 | 1000 |    0",
                "        | A-p-1000 C-p-1000      | 1000 | 1000 |    0 |    0",
                "        | C-p-1000 A-p-1000      | 1000 | 1000 |    0 |    0",
                "        | C-p-1000               | 1000 | 1000 |    0 |    0",
                "        | A-p-1000 V-p-1000      | 1000 |    0 | 1000 | 1000",
                "        | V-p-1000 A-p-1000      | 1000 |    0 | 1000 | 1000",
                "        | A-p-1000 V-p-400       | 1000 |  600 | 1000 |  400",
                "        | A-p-1000 C-p-300       | 1000 | 1000 |  700 |    0",
                "        | A-p-500 C-p-800        | 1000 |  800 |  200 |  200",
                "        | A-p-500 C-q-600        | 1000 | 1100 |  400 |    0",
                "        | C-g-600 R-g-600 A-p-400 | 1000 |  400 | 1000 |  600",
                "        | C-g-600 R-g-600! A-p-400 | 1000 |  400 | 1000 |  600",
                "shipped | C-p-1000 R-p-200       | 1000 |  800 |  200 |  200",
                "shipped | C-p-1000 R-p-200!      |  800 |  800 |    0 |    0",
                "shipped | R-p-200! C-p-1000      |  800 |  800 |    0 |    0",
                "shipped | C-p-1000 R-p-1000!     |    0 |    0 |    0 |    0",
                "shipped | C-p-1000 C-p-1000 R-p-1000! | 1000 | 1000 | 0 |  0",
                "shipped | C-p-1000 R-p-1000! C-q-1000 | 1000 | 1000 | 0 |  0",
                "credited 200 | C-p-1000          |  800 | 1000 | -200 |    0",
                "credited 200 | C-p-1000 R-p-200! |  800 |  800 |    0 |    0",
                "credited 200 | C-p-1000 R-p-300! |  700 |  700 |    0 |    0",
                "returned 1000 | C-p-1000 R-p-1000! |  0 |    0 |    0 |    0",
                "returned 1000 | C-p-1000         |    0 | 1000 | -1000 |   0",
                "cancelled | C-p-1000             |    0 | 1000 | -1000 |   0",
                "cancelled | C-p-1000 R-p-1000!   |    0 |    0 |    0 |    0",
                "cancelled |                      |    0 |    0 |    0 |    0",
            })
    void what_is_owed_covered_and_left_to_pay(
            @Nullable String terms, @Nullable String facts, long owed, long covered, long balance, long uncovered) {
        OrderBalance money = OrderBalance.of(terms(terms), facts(facts));

        assertThat(money.owed()).as("owed").isEqualTo(owed);
        assertThat(money.covered()).as("covered").isEqualTo(covered);
        assertThat(money.balance()).as("balance").isEqualTo(balance);
        assertThat(money.uncovered()).as("uncovered").isEqualTo(uncovered);
    }

    @Test
    void what_does_not_add_up_needs_attention() {
        thenAttention("C-p-1000", new Attention(CAPTURED_WITHOUT_AUTHORIZATION, "p", null, 1000));
        thenAttention("A-p-900 C-p-1000", new Attention(CAPTURED_ABOVE_AUTHORIZATION, "p", null, 100));
        thenAttention("A-q-1000 C-p-10", new Attention(CAPTURED_WITHOUT_AUTHORIZATION, "p", null, 10));
        thenAttention("V-p-1000", new Attention(VOIDED_WITHOUT_AUTHORIZATION, "p", null, 1000));
        thenAttention("A-p-1000 C-p-600 V-p-500", new Attention(VOIDED_ABOVE_AUTHORIZATION, "p", null, 100));
        thenAttention("R-p-10", new Attention(REFUNDED_WITHOUT_CAPTURE, "p", null, 10));
        thenAttention("A-p-9 C-p-9 R-p-10", new Attention(REFUNDED_ABOVE_CAPTURE, "p", null, 1));
        thenAttention("A-p-1000 C-p-600 C-p-400 V-p-0 R-p-1000");
        thenAttention("V-p-400 R-p-100 C-p-600 A-p-1000");
    }

    @Test
    void a_refund_that_names_its_capture_is_of_no_other() {
        var capture = PaymentFact.payment(CAPTURE, CAPTURED, "p", "ch_1", eur(300));
        var other = PaymentFact.payment(new UUID(0, 2), CAPTURED, "p", "ch_2", eur(700));
        var authorized = PaymentFact.payment(new UUID(0, 3), AUTHORIZED, "p", null, eur(1000));
        var refund = new PaymentFact(new UUID(0, 4), REFUNDED, CAPTURE, null, null, List.of(400L), false);

        assertThat(OrderBalance.of(NOTHING_SHIPPED, List.of(refund, authorized, capture, other))
                        .attention())
                .containsExactly(new Attention(REFUNDED_ABOVE_CAPTURE, "p", null, 100));
        assertThat(OrderBalance.of(NOTHING_SHIPPED, List.of(refund)).attention())
                .containsExactly(new Attention(REFUNDED_WITHOUT_CAPTURE, null, CAPTURE, 400));
    }

    @Test
    void of_two_amounts_the_smaller_one_counts_in_any_order_of_reports() {
        var capture =
                PaymentFact.payment(CAPTURE, CAPTURED, "p", "ch_1", eur(300)).telling(200);
        var authorized = PaymentFact.payment(new UUID(0, 3), AUTHORIZED, "p", null, eur(1000));
        OrderBalance money = OrderBalance.of(NOTHING_SHIPPED, List.of(capture, authorized));

        assertThat(money.captured()).isEqualTo(200);
        assertThat(money.attention()).containsExactly(new Attention(AMOUNT_CONTRADICTED, "p", CAPTURE, 100));
        assertThat(PaymentFact.payment(CAPTURE, CAPTURED, "p", "ch_1", eur(200)).telling(300))
                .isEqualTo(capture);
    }

    @Test
    void goods_that_are_out_without_cover_need_attention_unless_shipped_on_credit() {
        assertThat(OrderBalance.of(SHIPPED, facts("A-p-1000 V-p-1000")).attention())
                .containsExactly(new Attention(SHIPPED_WITHOUT_COVER, null, null, 1000));
        assertThat(OrderBalance.of(SHIPPED, facts("A-p-1000")).attention()).isEmpty();
        assertThat(OrderBalance.of(new OrderTerms(1000, 0, 0, 1000, true, false), List.of())
                        .attention())
                .isEmpty();
    }

    private static void thenAttention(String facts, Attention... expected) {
        assertThat(OrderBalance.of(NOTHING_SHIPPED, facts(facts)).attention()).containsExactly(expected);
    }

    private static OrderTerms terms(@Nullable String terms) {
        return switch (terms) {
            case null -> NOTHING_SHIPPED;
            case "shipped" -> SHIPPED;
            case "credited 200" -> new OrderTerms(1000, 200, 0, 1000, false, false);
            case "returned 1000" -> new OrderTerms(1000, 0, 1000, 1000, false, false);
            case "cancelled" -> new OrderTerms(1000, 0, 0, 0, false, true);
            default -> throw new IllegalArgumentException(terms);
        };
    }

    private static List<PaymentFact> facts(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> facts = Arrays.stream(text.split(" ", -1)).toList();
        return IntStream.range(0, facts.size())
                .mapToObj(i -> fact(100 + i, facts.get(i)))
                .toList();
    }

    private static PaymentFact fact(int id, String text) {
        String[] parts = text.replace("!", "").split("-", -1);
        return new PaymentFact(
                new UUID(0, id),
                kind(parts[0]),
                null,
                parts[1],
                null,
                List.of(Long.parseLong(parts[2])),
                text.endsWith("!"));
    }

    private static Kind kind(String letter) {
        return switch (letter) {
            case "A" -> AUTHORIZED;
            case "C" -> CAPTURED;
            case "V" -> VOIDED;
            case "R" -> REFUNDED;
            default -> throw new IllegalArgumentException(letter);
        };
    }

    private static Money eur(long cents) {
        return new Money(cents, java.util.Currency.getInstance("EUR"));
    }
}

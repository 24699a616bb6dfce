package io.cartulary.contracts;

import static io.cartulary.contracts.Attention.Reason.AMOUNT_CONTRADICTED;
import static io.cartulary.contracts.Attention.Reason.CAPTURED_ABOVE_AUTHORIZATION;
import static io.cartulary.contracts.Attention.Reason.CAPTURED_WITHOUT_AUTHORIZATION;
import static io.cartulary.contracts.Attention.Reason.REFUNDED_ABOVE_CAPTURE;
import static io.cartulary.contracts.Attention.Reason.REFUNDED_WITHOUT_CAPTURE;
import static io.cartulary.contracts.Attention.Reason.SHIPPED_WITHOUT_COVER;
import static io.cartulary.contracts.Attention.Reason.VOIDED_ABOVE_AUTHORIZATION;
import static io.cartulary.contracts.Attention.Reason.VOIDED_WITHOUT_AUTHORIZATION;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.PaymentFact.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The money of an order: one pure function of its cost and of payment providers' reports. The command side decides by
 * it and the query side shows it. The order of the facts does not matter. All amounts are minor units of the order's
 * currency; a sum that overflows throws {@link ArithmeticException}.
 *
 * <p>A refund for shipped goods, beyond what the shop owes, is a <i>concession</i>: it lowers the amount owed, as a
 * credit does, because the customer keeps the goods and does not have to pay again. It never exceeds the value of those
 * goods, and no longer counts as far as the shop later turns out to have owed the refund.
 *
 * @param authorized the amount that providers guarantee or have collected: authorized less voided
 * @param open the amount that they guarantee and have not collected: the part of each authorization that is neither
 * voided nor captured
 * @param credited the sum of the credits
 * @param conceded the sum of the concessions
 * @param owed the whole amount that the customer has to pay: the total less credits, credited returns and concessions;
 * 0 for a cancelled order
 * @param attention the contradictions, in order
 */
public record OrderBalance(
        long authorized,
        long open,
        long captured,
        long refunded,
        long credited,
        long conceded,
        long owed,
        List<Attention> attention) {

    public OrderBalance {
        attention = List.copyOf(attention);
    }

    /** @throws ArithmeticException when a sum overflows */
    public static OrderBalance of(OrderTerms terms, List<PaymentFact> facts) {
        long captured = sum(facts, Kind.CAPTURED);
        long refunded = sum(facts, Kind.REFUNDED);
        List<Payment> payments = payments(facts);
        long open = sum(payments.stream().mapToLong(Payment::open));
        long conceded = conceded(terms, facts, captured, refunded);
        long owed = Math.subtractExact(terms.due(), conceded);
        List<Attention> attention = new ArrayList<>();
        payments.forEach(payment -> payment.attention().ifPresent(attention::add));
        payments.forEach(payment -> payment.refunds().ifPresent(attention::add));
        facts.stream()
                .filter(PaymentFact::isContradicted)
                .map(OrderBalance::contradiction)
                .forEach(attention::add);
        long missing = Math.subtractExact(owed, covered(captured, refunded, open));
        if (missing > 0 && terms.out() > 0 && !terms.onCredit() && !terms.cancelled()) {
            attention.add(new Attention(SHIPPED_WITHOUT_COVER, null, null, missing));
        }
        long authorized = Math.subtractExact(sum(facts, Kind.AUTHORIZED), sum(facts, Kind.VOIDED));
        return new OrderBalance(
                Math.max(0, authorized),
                open,
                captured,
                refunded,
                terms.credited(),
                conceded,
                owed,
                attention.stream().sorted().toList());
    }

    /** The amount that is paid or promised: captured and not refunded, or the open part of an authorization. */
    public long covered() {
        return covered(captured, refunded, open);
    }

    /** The amount that is owed and neither paid nor promised; 0 when all of it is. */
    public long uncovered() {
        return Math.max(0, Math.subtractExact(owed, covered()));
    }

    /** The amount still to be paid. When positive, the customer owes it; when negative, the shop does. */
    public long balance() {
        return Math.addExact(Math.subtractExact(owed, captured), refunded);
    }

    private static long covered(long captured, long refunded, long open) {
        return Math.addExact(Math.subtractExact(captured, refunded), open);
    }

    private static long conceded(OrderTerms terms, List<PaymentFact> facts, long captured, long refunded) {
        long due = terms.due();
        long overpaid = Math.max(0, Math.subtractExact(captured, due));
        long unowed = Math.max(0, Math.subtractExact(refunded, overpaid));
        long meant = sum(facts.stream().filter(PaymentFact::concession).mapToLong(PaymentFact::amount));
        return Math.min(terms.concedable(), Math.min(unowed, meant));
    }

    private static Attention contradiction(PaymentFact fact) {
        long difference = Math.subtractExact(fact.told().getLast(), fact.told().getFirst());
        return new Attention(AMOUNT_CONTRADICTED, fact.providerRef(), fact.id(), difference);
    }

    /** The reports under one providerRef, or for one unknown capture. */
    private record Payment(Name name, List<PaymentFact> facts) {

        long open() {
            return Math.max(
                    0,
                    Math.subtractExact(
                            sum(facts, Kind.AUTHORIZED),
                            Math.addExact(sum(facts, Kind.VOIDED), sum(facts, Kind.CAPTURED))));
        }

        Optional<Attention> attention() {
            long authorized = sum(facts, Kind.AUTHORIZED);
            long captured = sum(facts, Kind.CAPTURED);
            long voided = sum(facts, Kind.VOIDED);
            if (captured > authorized) {
                return of(
                        authorized == 0 ? CAPTURED_WITHOUT_AUTHORIZATION : CAPTURED_ABOVE_AUTHORIZATION,
                        captured - authorized);
            }
            long tooMuch = Math.subtractExact(Math.addExact(captured, voided), authorized);
            return tooMuch > 0
                    ? of(authorized == 0 ? VOIDED_WITHOUT_AUTHORIZATION : VOIDED_ABOVE_AUTHORIZATION, tooMuch)
                    : Optional.empty();
        }

        /** For all captures together, or for one of them that refunds name. */
        Optional<Attention> refunds() {
            long captured = sum(facts, Kind.CAPTURED);
            long tooMuch = Math.max(
                    Math.subtractExact(sum(facts, Kind.REFUNDED), captured), sum(LongStream.of(beyondNamed())));
            return tooMuch > 0
                    ? of(captured == 0 ? REFUNDED_WITHOUT_CAPTURE : REFUNDED_ABOVE_CAPTURE, tooMuch)
                    : Optional.empty();
        }

        private long[] beyondNamed() {
            return facts.stream()
                    .filter(fact -> fact.kind() == Kind.CAPTURED)
                    .mapToLong(capture -> Math.max(
                            0,
                            Math.subtractExact(
                                    sum(facts.stream()
                                            .filter(refund -> capture.id().equals(refund.paymentId()))
                                            .mapToLong(PaymentFact::amount)),
                                    capture.amount())))
                    .toArray();
        }

        private Optional<Attention> of(Attention.Reason reason, long amount) {
            return Optional.of(new Attention(reason, name.providerRef(), name.paymentId(), amount));
        }
    }

    /** Exactly one of the two. */
    private record Name(
            @Nullable String providerRef, @Nullable UUID paymentId) {}

    private static List<Payment> payments(List<PaymentFact> facts) {
        Map<UUID, PaymentFact> captures = facts.stream()
                .filter(fact -> fact.kind() == Kind.CAPTURED)
                .collect(toMap(PaymentFact::id, Function.identity(), (first, _) -> first));
        return facts.stream()
                .filter(Predicate.not(fact -> fact.kind() == Kind.FAILED))
                .collect(groupingBy(fact -> name(fact, captures), LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(payment -> new Payment(payment.getKey(), payment.getValue()))
                .toList();
    }

    /** The payment of a refund's capture, if the capture is known by now. */
    private static Name name(PaymentFact fact, Map<UUID, PaymentFact> captures) {
        PaymentFact capture = fact.paymentId() == null ? null : captures.get(fact.paymentId());
        if (capture != null) {
            return new Name(capture.providerRef(), null);
        }
        return fact.providerRef() == null ? new Name(null, fact.paymentId()) : new Name(fact.providerRef(), null);
    }

    private static long sum(List<PaymentFact> facts, Kind kind) {
        return sum(facts.stream().filter(fact -> fact.kind() == kind).mapToLong(PaymentFact::amount));
    }

    private static long sum(LongStream amounts) {
        return amounts.reduce(0, Math::addExact);
    }
}

package io.cartulary.command.register;

import io.cartulary.contracts.Money;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a body whose members satisfy their own constraints: mostly members that contradict others.
 * Pointers are JSON pointers into the body; a detail is one sentence without its subject, which is the pointer.
 */
public final class Violations {

    /** No period begins or ends later. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final List<Violation> found = new ArrayList<>();

    /** Notes a contradiction, if there is one. */
    public void contradictory(boolean wrong, String pointer, String detail) {
        add(wrong, pointer, ViolationCode.CONTRADICTORY, detail);
    }

    /** Notes that a member is missing, if it is. */
    public void missing(boolean wrong, String pointer, String detail) {
        add(wrong, pointer, ViolationCode.MISSING, detail);
    }

    /** Notes that a value is too small or too large, if it is. */
    public void outOfRange(boolean wrong, String pointer, String detail) {
        add(wrong, pointer, ViolationCode.OUT_OF_RANGE, detail);
    }

    /**
     * Notes each item of a list whose key an earlier item has.
     *
     * @param member the pointer to the key within an item; empty if the item is the key
     */
    public <T> void repeated(@Nullable List<T> list, String pointer, String member, Function<T, ?> key) {
        var seen = new HashSet<Object>();
        for (int i = 0; list != null && i < list.size(); i++) {
            add(!seen.add(key.apply(list.get(i))), pointer + '/' + i + member, ViolationCode.REPEATED, "is repeated.");
        }
    }

    /** Notes amounts that are less than the least one or above {@link Forms#MAX_AMOUNT}, and currencies that are repeated. */
    public void amounts(@Nullable List<Money> amounts, String pointer, long least) {
        for (int i = 0; amounts != null && i < amounts.size(); i++) {
            amount(amounts.get(i).amount(), pointer + '/' + i + "/amount", least);
        }
        repeated(amounts, pointer, "/currency", Money::currency);
    }

    /** Notes an amount that is less than the least one or above {@link Forms#MAX_AMOUNT}. */
    public void amount(long amount, String pointer, long least) {
        outOfRange(
                amount < least || amount > Forms.MAX_AMOUNT,
                pointer,
                "has to be from %d to %d.".formatted(least, Forms.MAX_AMOUNT));
    }

    /** Notes a period that ends before it begins, or whose bounds are not of this era. */
    public void period(@Nullable Instant from, @Nullable Instant until, String pointer, String first, String end) {
        moment(from, pointer + '/' + first);
        moment(until, pointer + '/' + end);
        contradictory(
                from != null && until != null && !toTheMillisecond(from).isBefore(toTheMillisecond(until)),
                pointer + '/' + end,
                "has to be after `%s`.".formatted(first));
    }

    private void moment(@Nullable Instant moment, String pointer) {
        outOfRange(
                moment != null && (moment.isBefore(Instant.EPOCH) || moment.isAfter(END)),
                pointer,
                "has to be a time from 1970 to 9999.");
    }

    /** Events have no finer times. */
    public static Instant toTheMillisecond(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }

    private void add(boolean wrong, String pointer, ViolationCode code, String detail) {
        if (wrong) {
            found.add(Violation.at(pointer, code, detail));
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 with all that was noted, if anything was */
    public void check() {
        if (!found.isEmpty()) {
            throw Violation.problem(EdgeProblem.MALFORMED_REQUEST, found);
        }
    }
}

package io.cartulary.command.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.StreamId;
import java.util.UUID;

/**
 * One customer, or guest, and a code or promotion that has a limit per customer. Each has a stream of its own, so that the
 * stream of a code doesn't remember all customers who have redeemed it.
 */
final class Redeemer {

    static final String CATEGORY = "redeemer";

    static final Decider<RedemptionCount, Ask, RedemptionEvent> DECIDER =
            Decider.of(RedemptionEvent.class, RedemptionCount.NONE, Redeemer::decide, RedemptionCount::after);

    private Redeemer() {}

    /**
     * A command, with the limit as the register has it.
     *
     * @param limit per customer
     * @param limitOf the code or promotion that has the limit
     */
    record Ask(RedemptionCommand command, int limit, StreamId limitOf) {}

    /** A customer's id may have characters that a stream's name can't have, and says who it is. */
    static StreamId stream(StreamId limitOf, Owner owner) {
        String name = limitOf
                + switch (owner) {
                    case Owner.Customer(String customer) -> " customer " + customer;
                    case Owner.Guest(UUID guest) -> " guest " + guest;
                };
        return new StreamId(
                CATEGORY, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString());
    }

    static Decision<RedemptionEvent> decide(RedemptionCount count, Ask ask, DecisionContext context) {
        return count.decide(ask.command(), ask.limit(), ask.limitOf(), event -> event);
    }
}

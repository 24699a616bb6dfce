package io.cartulary.command.promotion;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The promotions and codes of the register, with their redemptions, for the carts that have them. */
@ApplicationScoped
public class PromotionRegister {

    /** The category of promotions' streams. */
    public static final String PROMOTIONS = "promotion";

    private final StateCache streams;

    PromotionRegister(StateCache streams) {
        this.streams = streams;
    }

    /**
     * A promotion.
     *
     * @param redemptions those that its limit in all counts
     */
    public record PromotionEntry(PromotionDefined definition, boolean ended, RedemptionCount redemptions) {

        /** Whether every cart has it. */
        public boolean isAutomatic() {
            return !ended && definition.trigger() == PromotionTrigger.AUTOMATIC;
        }
    }

    /**
     * A code.
     *
     * @param redemptions those that its limit in all counts
     */
    public record CodeEntry(CodeDefined definition, RedemptionCount redemptions) {}

    /** The stream of a code, which counts its redemptions. */
    public static StreamId codeStream(String code) {
        return Code.stream(code);
    }

    /** The stream of a promotion, which counts its redemptions. */
    public static StreamId promotionStream(String id) {
        return Promotion.stream(id);
    }

    /** The stream that counts the redemptions of a code or promotion by one customer. */
    public static StreamId redeemerStream(StreamId limitOf, Owner owner) {
        return Redeemer.stream(limitOf, owner);
    }

    /** A promotion, at most that old; empty when there is none by now. */
    public Uni<Optional<PromotionEntry>> promotion(String id, Duration age) {
        return entry(Promotion.DECIDER.fold(), Promotion.stream(id), age, PromotionRegister::entry);
    }

    /** The promotion of a stream, as it is now, with the stream's version. */
    public Uni<Versioned> currentPromotion(StreamId stream) {
        return streams.current(Promotion.DECIDER.fold(), stream)
                .map(folded -> new Versioned(folded.version(), entry(folded.state())));
    }

    /** A promotion at a version of its stream. */
    public record Versioned(long version, Optional<PromotionEntry> entry) {}

    /** A code, at most that old; empty when there is none by now. */
    public Uni<Optional<CodeEntry>> code(String code, Duration age) {
        return entry(Code.DECIDER.fold(), Code.stream(code), age, PromotionRegister::entry);
    }

    /** The redemptions that a customer's stream counts, at most that old. */
    public Uni<RedemptionCount> redeemer(StreamId stream, Duration age) {
        return streams.recent(Redeemer.DECIDER.fold(), stream, age).map(Folded::state);
    }

    /** The answer that there is no such entry is always read from the log, like every rejection. */
    private <S, E extends Event, T> Uni<Optional<T>> entry(
            Fold<S, E> fold, StreamId stream, Duration age, Function<S, Optional<T>> entry) {
        return streams.recent(fold, stream, age)
                .chain(recent -> entry.apply(recent.state()).isPresent()
                        ? Uni.createFrom().item(recent)
                        : streams.current(fold, stream))
                .map(folded -> entry.apply(folded.state()));
    }

    private static Optional<PromotionEntry> entry(Promotion promotion) {
        return switch (promotion) {
            case Promotion.Unknown _ -> Optional.empty();
            case Promotion.Active(PromotionDefined definition, RedemptionCount redemptions) ->
                Optional.of(new PromotionEntry(definition, false, redemptions));
            case Promotion.Ended(PromotionDefined definition, RedemptionCount redemptions) ->
                Optional.of(new PromotionEntry(definition, true, redemptions));
        };
    }

    private static Optional<CodeEntry> entry(Code code) {
        return switch (code) {
            case Code.Unknown _ -> Optional.empty();
            case Code.Defined(CodeDefined definition, RedemptionCount redemptions) ->
                Optional.of(new CodeEntry(definition, redemptions));
        };
    }
}

package io.cartulary.command.promotion;

import static io.cartulary.command.promotion.RedemptionRejection.PROMOTION_ENDED;
import static io.cartulary.command.promotion.RedemptionRejection.TOO_MANY_RESERVATIONS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.promotion.Redeemer.Ask;
import io.cartulary.command.promotion.RedemptionCommand.*;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts redemptions under limits, for the carts that redeem. Each step is a command on the stream of what is limited,
 * with an id that is derived from the cart: the log has it once, whoever repeats the step, for the life of the stream.
 */
@ApplicationScoped
public class Redemptions {

    private final CommandHandler commands;
    private final StateCache streams;
    private final PromotionConfig config;

    Redemptions(CommandHandler commands, StateCache streams, PromotionConfig config) {
        this.commands = commands;
        this.streams = streams;
        this.config = config;
    }

    /** The answer to a reservation. */
    public enum Reservation {
        RESERVED,
        LIMIT_REACHED,
        PROMOTION_ENDED
    }

    /**
     * A limit.
     *
     * @param stream that counts
     * @param perCustomer the limit of one customer; null if the stream is that of the code or promotion, which has the
     * limit in all
     * @param of the code or promotion
     */
    public record Limit(StreamId stream, @Nullable Integer perCustomer, StreamId of) {

        /** For a step in which the limit itself makes no difference. */
        public static Limit of(StreamId stream) {
            return new Limit(stream, 0, stream);
        }
    }

    /**
     * Counts a redemption, before the cart is checked out at that version.
     *
     * <p>Fails with {@link StoreOverloadedException} if there are too many that are not settled.
     */
    public Uni<Reservation> reserve(Limit limit, UUID cart, long cartVersion, CommandMetadata checkout) {
        return handle(
                        limit,
                        new Reserve(cart, cartVersion, config.reservations()),
                        metadata(checkout, "reserve " + cart + " " + cartVersion))
                .map(outcome -> switch (outcome) {
                    case Outcome.Done _ -> Reservation.RESERVED;
                    case Outcome.Rejected(var rejection)
                    when rejection == TOO_MANY_RESERVATIONS ->
                        throw new StoreOverloadedException("too many checkouts are under way with " + limit.of());
                    case Outcome.Rejected(var rejection) ->
                        rejection == PROMOTION_ENDED ? Reservation.PROMOTION_ENDED : Reservation.LIMIT_REACHED;
                    case Outcome.Stale _, Outcome.KeyReused _ -> throw new IllegalStateException(outcome.toString());
                });
    }

    /** The cart is checked out with it. */
    public Uni<Void> complete(StreamId limit, UUID cart, CommandMetadata following) {
        return handle(Limit.of(limit), new Complete(cart), metadata(following, "complete " + cart))
                .replaceWithVoid();
    }

    /** That version of the cart was not checked out, and can no longer be. */
    public Uni<Void> release(StreamId limit, UUID cart, long cartVersion, CommandMetadata following) {
        return handle(
                        Limit.of(limit),
                        new Release(cart, cartVersion),
                        metadata(following, "release " + cart + " " + cartVersion))
                .replaceWithVoid();
    }

    /** The cart's order is cancelled. */
    public Uni<Void> giveBack(StreamId limit, UUID cart, CommandMetadata following) {
        return handle(Limit.of(limit), new GiveBack(cart), metadata(following, "give back " + cart))
                .replaceWithVoid();
    }

    /** The redemptions that a stream counts now. */
    public Uni<RedemptionCount> current(StreamId limit) {
        return switch (limit.category()) {
            case Code.CATEGORY ->
                streams.current(Code.DECIDER.fold(), limit)
                        .map(Folded::state)
                        .map(code ->
                                code instanceof Code.Defined defined ? defined.redemptions() : RedemptionCount.NONE);
            case PromotionRegister.PROMOTIONS ->
                streams.current(Promotion.DECIDER.fold(), limit)
                        .map(Folded::state)
                        .map(promotion -> promotion instanceof Promotion.Known known
                                ? known.redemptions()
                                : RedemptionCount.NONE);
            default -> streams.current(Redeemer.DECIDER.fold(), limit).map(Folded::state);
        };
    }

    private Uni<Outcome> handle(Limit limit, RedemptionCommand command, CommandMetadata metadata) {
        StreamId stream = limit.stream();
        return switch (stream.category()) {
            case Code.CATEGORY -> commands.handle(Code.DECIDER, stream, command, metadata);
            case PromotionRegister.PROMOTIONS -> commands.handle(Promotion.DECIDER, stream, command, metadata);
            default -> {
                Integer most = limit.perCustomer();
                yield commands.handle(
                        Redeemer.DECIDER, stream, new Ask(command, most == null ? 0 : most, limit.of()), metadata);
            }
        };
    }

    /** @param step names the command within its stream */
    private static CommandMetadata metadata(CommandMetadata cause, String step) {
        var metadata = new CommandMetadata(
                UUID.nameUUIDFromBytes(step.getBytes(UTF_8)), true, null, cause.context(), cause.correlationId(), step);
        return metadata.tracedBy(cause.traceparent());
    }
}

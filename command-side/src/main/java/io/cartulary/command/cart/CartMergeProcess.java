package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.MERGE_WITH_ITSELF;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_CART;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.cart.Cart.*;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Merges one cart into another. The carts may be in different partitions, so no single append can do it. The merge has
 * three steps. Each step is an ordinary command whose id is derived from the merge's id:
 *
 * <ol>
 * <li><b>The source begins to leave</b>: it accepts no more commands, so its lines are final. The event names the
 * target and the only version of the target at which the next step may be carried out.
 * <li><b>The target takes in the source, or rejects it.</b> This step decides the merge, once: either its command is in
 * the target's stream, or the target is at another version and can never take in the source under this merge's id, or
 * the target rejects at that very version. It would do so each time, since a decision depends on state and command
 * only.
 * <li><b>The source follows</b>: it is closed when the target contains it; otherwise it accepts commands again.
 * </ol>
 *
 * <p>So nothing is lost or duplicated, regardless of who carries out the steps, how often and at how many places at
 * once: a closed source is in the target, and an open source is not. After a crash
 * {@link WhenACartLeavesThenFinishItsMerge} continues. {@code CartMergeProcessProperties} tests this with crashes and
 * other callers' commands between any two steps.
 *
 * <p>Rejected: merging first and closing the source afterwards, because additions to the source in between, or its
 * checkout, would have to be undone in a target that may be closed by then. Rejected: locking the source for a time,
 * because the target's answer may still be unknown when the lock expires.
 */
@ApplicationScoped
class CartMergeProcess {

    /** The maximum number of attempts at a merge while other callers keep acting on the target. */
    static final int MAX_ATTEMPTS = 5;

    private final CommandHandler commands;
    private final StateCache streams;
    private final EventStore store;

    CartMergeProcess(CommandHandler commands, StateCache streams, EventStore store) {
        this.commands = commands;
        this.streams = streams;
        this.store = store;
    }

    /** The request: the target is the cart whose version the metadata may expect. */
    private record Wanted(UUID target, UUID source, MergeMode mode, CommandMetadata metadata) {

        /**
         * Each attempt has its own id: what the target has not taken in under one id, it may take in under the next.
         * The first attempt has the command's id, so both carts record the caller's key as used.
         */
        UUID mergeId(int attempt) {
            return attempt == 1 ? metadata.commandId() : id(metadata.commandId() + " merge " + attempt);
        }

        boolean takesAnyVersion() {
            return metadata.expectedVersion() == null;
        }

        boolean is(Merging leaving) {
            return leaving.merge().targetId().equals(target) && leaving.merge().mode() == mode;
        }
    }

    /**
     * Merges a cart into another. A retry under the same command id continues where the first attempt stopped, and gets
     * its answer.
     *
     * @return the outcome for the target
     */
    Uni<Outcome> merge(UUID target, UUID source, MergeMode mode, CommandMetadata metadata) {
        if (target.equals(source)) {
            return outcome(new Outcome.Rejected(MERGE_WITH_ITSELF));
        }
        return asBegun(source, metadata)
                .map(begun -> new Wanted(target, source, mode, begun))
                .chain(wanted -> isOfAnotherCommand(wanted)
                        .chain(reused -> reused ? outcome(new Outcome.KeyReused()) : attempt(wanted, 1)));
    }

    /** Uses the guest's id, if the caller began the merge as a guest: the ids of all steps derive from that id. */
    private Uni<CommandMetadata> asBegun(UUID source, CommandMetadata metadata) {
        @Nullable UUID guestCommandId = metadata.guestCommandId();
        return guestCommandId == null
                ? Uni.createFrom().item(metadata)
                : store.answerTo(Cart.stream(source), guestCommandId)
                        .map(begun -> with(
                                metadata,
                                begun.isPresent() ? guestCommandId : metadata.commandId(),
                                metadata.expectedVersion(),
                                metadata.requestHash()));
    }

    /** Whether the target has had another command under the caller's key. If so, the source must not begin to leave. */
    private Uni<Boolean> isOfAnotherCommand(Wanted wanted) {
        CommandMetadata metadata = wanted.metadata();
        return metadata.retryable()
                ? store.answerTo(Cart.stream(wanted.target()), metadata.commandId())
                        .map(before -> before.filter(
                                        answer -> !answer.requestHash().equals(hash(wanted.source(), wanted.mode())))
                                .isPresent())
                : Uni.createFrom().item(false);
    }

    /** Continues a merge that has begun, if it has not ended. */
    Uni<Void> resume(UUID source, UUID mergeId, CommandMetadata metadata) {
        return current(source)
                .chain(cart -> cart.state() instanceof Merging leaving
                                && leaving.mergeId().equals(mergeId)
                        ? finish(source, cart, leaving, metadata).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Outcome> attempt(Wanted wanted, int attempt) {
        if (attempt > MAX_ATTEMPTS) {
            return Uni.createFrom()
                    .failure(new StoreOverloadedException("too many commands for " + Cart.stream(wanted.target())));
        }
        UUID mergeId = wanted.mergeId(attempt);
        return step(wanted, mergeId, false).chain(done -> {
            boolean again = done.isEmpty() || (done.get() instanceof Outcome.Stale && wanted.takesAnyVersion());
            return again ? attempt(wanted, attempt + 1) : outcome(done.get());
        });
    }

    /** @return empty when this merge was called off earlier */
    private Uni<Optional<Outcome>> step(Wanted wanted, UUID mergeId, boolean begun) {
        UUID source = wanted.source();
        return current(source).chain(cart -> switch (cart.state()) {
            case Merging leaving
            when leaving.mergeId().equals(mergeId) ->
                wanted.is(leaving)
                        ? finish(source, cart, leaving, wanted.metadata()).map(Optional::of)
                        : outcome(new Outcome.KeyReused()).map(Optional::of);
            case MergedInto merged
            when merged.mergeId().equals(mergeId) ->
                answerOfBefore(wanted, mergeId).map(Optional::of);
            case Cart _ when begun -> Uni.createFrom().item(Optional.empty());
            case Cart other -> begin(wanted, mergeId, other);
        });
    }

    private Uni<Optional<Outcome>> begin(Wanted wanted, UUID mergeId, Cart source) {
        return current(wanted.target()).chain(target -> {
            if (isNone(source, wanted) || isNone(target.state(), wanted)) {
                return outcome(new Outcome.Rejected(NO_SUCH_CART)).map(Optional::of);
            }
            @Nullable Long expected = wanted.metadata().expectedVersion();
            if (expected != null && expected != target.version()) {
                return stale(wanted.target(), expected, target.version()).map(Optional::of);
            }
            // if the target is going to reject, the source should not wait for it
            if (source instanceof Open open
                    && Cart.decide(
                                    target.state(),
                                    takeIn(wanted, mergeId, open.contents()),
                                    wanted.metadata().context())
                            instanceof Decision.Rejected<?>(var rejection)) {
                return outcome(new Outcome.Rejected(rejection)).map(Optional::of);
            }
            var begin = new BeginMerge(mergeId, wanted.target(), target.version(), wanted.mode());
            var metadata = with(wanted.metadata(), mergeId, null, "into " + wanted.target() + " " + wanted.mode());
            return handle(wanted.source(), begin, metadata)
                    .chain(outcome -> outcome instanceof Outcome.Done
                            ? step(wanted, mergeId, true)
                            : outcome(outcome).map(Optional::of));
        });
    }

    /** A caller who doesn't own the cart doesn't learn that it exists, not even its version. */
    private static boolean isNone(Cart cart, Wanted wanted) {
        return cart instanceof Cart.Unknown
                || !Cart.isFor(cart, wanted.metadata().caller());
    }

    /** The second and the third step. Their input comes from the source's stream only, so it is the same each time. */
    private Uni<Outcome> finish(UUID source, Folded<Cart> cart, Merging leaving, CommandMetadata begun) {
        CommandMetadata metadata = permitted(begun, cart.recordedAt());
        var merge = leaving.merge();
        CartContents contents = leaving.contents();
        var takeIn = new TakeIn(
                merge.mergeId(),
                source,
                cart.version(),
                contents.currency(),
                contents.lines(),
                contents.termsOrNone().codes(),
                merge.mode());
        return handle(
                        merge.targetId(),
                        takeIn,
                        with(metadata, merge.mergeId(), merge.targetVersion(), hash(source, merge.mode())))
                .call(outcome -> {
                    CartCommand follow = outcome instanceof Outcome.Done
                            ? new CloseMerged(merge.mergeId())
                            : new CallMergeOff(merge.mergeId());
                    return handle(source, follow, with(metadata, id(merge.mergeId() + " follow"), null, "follow"));
                });
    }

    /** The target contains the source: the answer to its command is in the target's stream. */
    private Uni<Outcome> answerOfBefore(Wanted wanted, UUID mergeId) {
        StreamId target = Cart.stream(wanted.target());
        return store.answerTo(target, mergeId)
                .map(before -> before.filter(
                                answer -> answer.requestHash().equals(hash(wanted.source(), wanted.mode())))
                        .<Outcome>map(answer -> new Outcome.Done(target, answer.version(), answer.position()))
                        .orElseGet(Outcome.KeyReused::new));
    }

    private static String hash(UUID source, MergeMode mode) {
        return "merge " + source + " " + mode;
    }

    /**
     * The caller who began the merge was permitted to act on both carts. A second check would make the target's answer
     * depend on the present caller: a customer who returns without the guest's token would get a rejection of what the
     * policy is about to do.
     *
     * @param leaving the time of the target's decision: when the source began to leave
     */
    private static CommandMetadata permitted(CommandMetadata begun, Instant leaving) {
        var caller = new Caller(begun.actor(), Set.of(Role.SYSTEM), null, null);
        var permitted = new CommandMetadata(
                begun.commandId(),
                true,
                begun.expectedVersion(),
                new DecisionContext(leaving, caller),
                begun.correlationId(),
                begun.requestHash());
        return permitted.tracedBy(begun.traceparent());
    }

    private static TakeIn takeIn(Wanted wanted, UUID mergeId, CartContents source) {
        return new TakeIn(
                mergeId,
                wanted.source(),
                source.version(),
                source.currency(),
                source.lines(),
                source.termsOrNone().codes(),
                wanted.mode());
    }

    private Uni<Outcome> stale(UUID cart, long expected, long version) {
        return store.read(Cart.stream(cart), expected, CommandHandler.MAX_EVENTS_SINCE)
                .map(since -> new Outcome.Stale(Cart.stream(cart), version, since));
    }

    private Uni<Folded<Cart>> current(UUID cart) {
        return streams.current(Cart.DECIDER.fold(), Cart.stream(cart));
    }

    private Uni<Outcome> handle(UUID cart, CartCommand command, CommandMetadata metadata) {
        return commands.handle(Cart.DECIDER, Cart.stream(cart), command, metadata);
    }

    private static CommandMetadata with(
            CommandMetadata metadata, UUID commandId, @Nullable Long expectedVersion, String requestHash) {
        var step = new CommandMetadata(
                commandId, true, expectedVersion, metadata.context(), metadata.correlationId(), requestHash);
        return step.tracedBy(metadata.traceparent());
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private static Uni<Outcome> outcome(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}

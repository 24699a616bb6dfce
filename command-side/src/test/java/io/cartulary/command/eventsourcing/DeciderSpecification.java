package io.cartulary.command.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Event;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Given these events, when a command comes, then these events follow, or a rejection.
 *
 * {@snippet :
 * cart.given(created(EUR)).when(new AddItem(…)).then(new ItemAdded(…));
 * cart.given().when(new Clear()).thenRejected(NO_SUCH_CART);
 * }
 */
public final class DeciderSpecification<S, C, E extends Event> {

    /** When commands are sent, unless {@link #at} says otherwise. */
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** A command that staff send {@link #NOW}. */
    public static final DecisionContext CONTEXT = new DecisionContext(NOW, Caller.staff("tester"));

    private final Decider<S, C, E> decider;
    private final DecisionContext context;

    /** For commands in the {@link #CONTEXT}. */
    public DeciderSpecification(Decider<S, C, E> decider) {
        this(decider, CONTEXT);
    }

    private DeciderSpecification(Decider<S, C, E> decider, DecisionContext context) {
        this.decider = decider;
        this.context = context;
    }

    /** The same, with commands of another caller. */
    public DeciderSpecification<S, C, E> by(Caller other) {
        return new DeciderSpecification<>(decider, new DecisionContext(context.now(), other));
    }

    /** The same, with commands that are sent at another time. */
    public DeciderSpecification<S, C, E> at(Instant other) {
        return new DeciderSpecification<>(decider, new DecisionContext(other, context.caller()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final Given given(E... history) {
        return given(Arrays.stream(history).toList());
    }

    public Given given(List<? extends E> history) {
        return new Given(List.copyOf(history));
    }

    public final class Given {

        private final List<E> history;

        private Given(List<E> history) {
            this.history = history;
        }

        public Then when(C command) {
            return new Then(history, command, decider.decide(state(), command, context));
        }

        /** The state that the history folds to. */
        public S state() {
            S state = decider.fold().initial();
            for (E event : history) {
                state = decider.fold().evolve().apply(state, event);
            }
            return state;
        }
    }

    public final class Then {

        private final List<E> history;
        private final C command;
        private final Decision<E> decision;

        private Then(List<E> history, C command, Decision<E> decision) {
            this.history = history;
            this.command = command;
            this.decision = decision;
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // read only
        public final void then(E... expected) {
            assertThat(events())
                    .as("what happens %s", circumstances())
                    .isEqualTo(Arrays.stream(expected).toList());
        }

        /** There was nothing to change. */
        public void thenNothing() {
            assertThat(events()).as("what happens %s", circumstances()).isEmpty();
        }

        public void thenRejected(Rejection expected) {
            assertThat(decision).as("the rejection %s", circumstances()).isEqualTo(new Decision.Rejected<E>(expected));
        }

        /** The events. Fails on a rejection. */
        public List<E> events() {
            return switch (decision) {
                case Decision.Accepted<E> accepted -> accepted.events();
                case Decision.Rejected<E>(Rejection rejection) ->
                    throw new AssertionError("rejected with %s %s".formatted(rejection, circumstances()));
            };
        }

        /** And another stream starts with that event. */
        public Then thenFounds(NewStream expected) {
            assertThat(decision)
                    .as("what begins %s", circumstances())
                    .isEqualTo(new Decision.Accepted<>(events(), expected));
            return this;
        }

        private String circumstances() {
            return "given %s, when %s".formatted(history, command);
        }
    }
}

package io.cartulary.command.eventsourcing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.CommandHandler.Made;
import io.cartulary.command.eventsourcing.Outcome.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {

    private static final StreamId STREAM = new StreamId("product", "TEA");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An id of a part that no product has. */
    private static final String NO_PART = "no part";

    private static final String SECRET = "Secret";

    /**
     * Names a product; the same name again changes nothing, and an empty one is rejected. Secret ones are for staff.
     */
    private static final Decider<String, String, ProductEvent> NAMING = Decider.<String, String, ProductEvent>of(
                    ProductEvent.class,
                    new SnapshotForm<>(String.class, 1),
                    "",
                    CommandHandlerTest::decide,
                    (state, event) -> event instanceof ProductListed listed ? listed.name() : state)
            .onlyFor((state, caller) -> !state.equals(SECRET) || caller.is(Role.STAFF), NamingRejection.NOTHING_THERE);

    private static Decision<ProductEvent> decide(String state, String name, DecisionContext context) {
        return switch (name) {
            case "" -> Decision.reject(NamingRejection.NAMELESS);
            case NO_PART -> Decision.reject(NamingRejection.NOTHING_THERE);
            case String present when present.equals(state) -> Decision.noChange();
            case String another -> Decision.accept(named(another));
        };
    }

    private enum NamingRejection implements Rejection {
        NAMELESS(Kind.CONFLICT),
        NOTHING_THERE(Kind.NOT_FOUND);

        private final Kind kind;

        NamingRejection(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public String reason() {
            return "A product has a name.";
        }
    }

    private final InMemoryEventStore store = new InMemoryEventStore(Instant.parse("2026-11-23T12:00:00Z"));
    private final CommandHandler replica = replica();
    private final CommandHandler otherReplica = replica();

    private CommandHandler replica() {
        return new CommandHandler(store, new StateCache(store, new InMemorySnapshots(), new ConcurrentHashMap<>()));
    }

    @Test
    void a_command_appends_what_was_decided() {
        assertThat(name(replica, "Tea")).isEqualTo(new Done(STREAM, 1, 1));

        assertThat(store.stream(STREAM)).extracting(Envelope::event).containsExactly(named("Tea"));
    }

    @Test
    void a_stream_that_is_remembered_is_not_read() {
        name(replica, "Tea");
        store.reads();

        name(replica, "Green tea");

        assertThat(store.reads()).isZero();
    }

    @Test
    void a_replica_that_has_fallen_behind_decides_again_on_the_present_state() {
        name(replica, "Tea");
        name(otherReplica, "Green tea");

        assertThat(name(replica, "Black tea")).isEqualTo(new Done(STREAM, 3, 3));
    }

    @Test
    void a_command_already_true_appends_nothing_and_answers_with_the_present_version() {
        name(replica, "Tea");

        assertThat(name(replica, "Tea")).isEqualTo(new Done(STREAM, 1, 1));

        assertThat(store.stream(STREAM)).hasSize(1);
    }

    @Test
    void a_command_that_another_replica_has_undone_is_not_taken_for_true() {
        name(replica, "Tea");
        name(otherReplica, "Green tea");

        assertThat(name(replica, "Tea")).isEqualTo(new Done(STREAM, 3, 3));
    }

    @Test
    void a_command_that_had_nothing_to_change_gets_its_first_answer_whatever_has_happened_since() {
        CommandMetadata first = withKey("key", "a hash");
        name(replica, "Tea");
        name(replica, "Tea", first);
        name(otherReplica, "Green tea");

        assertThat(name(otherReplica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(name(replica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 2));

        assertThat(store.stream(STREAM)).hasSize(2);
    }

    @Test
    void a_command_that_had_nothing_to_change_gets_its_first_answer_even_if_it_would_be_rejected_or_stale_by_now() {
        name(replica, "Tea");
        CommandMetadata first =
                new CommandMetadata(UUID.randomUUID(), true, 1L, by(Caller.customer("ada")), "correlation", "hash");
        name(replica, "Tea", first);
        name(replica, SECRET);

        assertThat(name(otherReplica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 2));
    }

    @Test
    void a_key_of_a_command_that_had_nothing_to_change_is_used() {
        name(replica, "Tea");
        name(replica, "Tea", withKey("key", "a hash"));

        assertThat(name(otherReplica, "Coffee", withKey("key", "another hash"))).isEqualTo(new KeyReused());
        assertThat(name(otherReplica, "", withKey("key", "another hash"))).isEqualTo(new KeyReused());
    }

    @Test
    void a_command_without_a_key_leaves_no_receipt() {
        CommandMetadata keyless = expecting(null);
        name(replica, "Tea");
        name(replica, "Tea", keyless);

        assertThat(store.answerTo(STREAM, keyless.commandId()).await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void a_rejection_is_not_remembered() {
        CommandMetadata first = withKey("key", "a hash");

        assertThat(name(replica, "", first)).isEqualTo(new Rejected(NamingRejection.NAMELESS));

        assertThat(name(replica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 1));
    }

    @Test
    void a_dry_run_leaves_no_receipt() {
        CommandMetadata metadata = withKey("key", "a hash");
        name(replica, "Tea");

        replica.tryOut(NAMING, STREAM, "Tea", metadata).await().atMost(PATIENCE);

        assertThat(store.answerTo(STREAM, metadata.commandId()).await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void a_retry_answers_what_the_first_attempt_created() {
        CommandMetadata first = withKey("key", "a hash");
        UUID made = new UUID(1, 1);
        UUID wouldBeMadeNow = new UUID(2, 2);

        assertThat(make(replica, "Tea", first, made))
                .as("the first time, when it is known without reading")
                .isEqualTo(new Made(new Done(STREAM, 1, 1), made));
        name(otherReplica, "Green tea");

        assertThat(make(otherReplica, "Tea", first, wouldBeMadeNow))
                .isEqualTo(new Made(new Done(STREAM, 1, 2), PART_OF_TEA));
    }

    private static final UUID PART_OF_TEA = new UUID(3, 3);

    private static Made make(CommandHandler handler, String name, CommandMetadata metadata, UUID part) {
        return handler.handle(
                        NAMING,
                        STREAM,
                        name,
                        metadata,
                        part,
                        event -> event.equals(named("Tea")) ? Optional.of(PART_OF_TEA) : Optional.empty())
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void a_retry_of_a_command_that_changed_nothing_gets_the_first_answer() {
        CommandMetadata first = withKey("key", "a hash");
        UUID part = new UUID(1, 1);
        name(replica, "Tea");

        assertThat(make(replica, "Tea", first, part)).isEqualTo(new Made(new Done(STREAM, 1, 1), part));
        name(otherReplica, "Green tea");

        assertThat(make(otherReplica, "Tea", first, part)).isEqualTo(new Made(new Done(STREAM, 1, 2), part));
    }

    @Test
    void what_a_guest_has_sent_is_the_same_command_when_the_customer_sends_it_that_the_guest_has_become() {
        CommandMetadata asGuest = withKey("as guest", "a hash");
        CommandMetadata asCustomer = asCustomer(asGuest);
        name(replica, "Tea", asGuest);
        name(replica, "Green tea");

        assertThat(name(otherReplica, "Tea", asCustomer)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(store.stream(STREAM)).hasSize(2);
    }

    @Test
    void what_had_nothing_to_change_for_a_guest_is_the_same_command_when_the_customer_sends_it() {
        CommandMetadata asGuest = withKey("as guest", "a hash");
        name(replica, "Tea");
        name(replica, "Tea", asGuest);
        name(replica, "Green tea");

        assertThat(name(otherReplica, "Tea", asCustomer(asGuest))).isEqualTo(new Done(STREAM, 1, 2));
    }

    @Test
    void what_a_customer_has_sent_with_the_guests_token_is_the_same_command_with_either_alone() {
        CommandMetadata asGuest = withKey("as guest", "a hash");
        CommandMetadata asBoth = asCustomer(asGuest);
        CommandMetadata asCustomer = withKey("as customer", "a hash");
        name(replica, "Tea", asBoth);
        name(replica, "Green tea");

        assertThat(name(otherReplica, "Tea", asGuest)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(name(otherReplica, "Tea", asCustomer)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(name(otherReplica, "Tea", asBoth)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(store.stream(STREAM)).hasSize(2);
    }

    private static CommandMetadata asCustomer(CommandMetadata asGuest) {
        CommandMetadata own = withKey("as customer", asGuest.requestHash());
        return new CommandMetadata(
                own.commandId(),
                true,
                null,
                own.context(),
                own.correlationId(),
                own.requestHash(),
                asGuest.commandId());
    }

    @Test
    void a_retry_gets_the_first_answer() {
        CommandMetadata first = withKey("key", "a hash");
        name(replica, "Tea", first);
        name(replica, "Green tea");

        assertThat(name(replica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(name(otherReplica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 2));

        assertThat(store.stream(STREAM)).hasSize(2);
    }

    @Test
    void a_reader_that_waits_for_what_a_retry_answers_sees_what_others_have_changed_since() {
        CommandMetadata first = withKey("key", "a hash");
        name(replica, "Tea", first);
        name(otherReplica, "Green tea");
        name(otherReplica, "Black tea");

        assertThat(name(replica, "Tea", first)).isEqualTo(new Done(STREAM, 1, 3));
    }

    @Test
    void events_name_what_the_sender_calls_the_command_and_the_trace_it_is_part_of() {
        CommandMetadata own = withKey("key", "a hash");
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        name(
                replica,
                "Tea",
                new CommandMetadata(
                        own.commandId(),
                        true,
                        null,
                        own.context(),
                        own.correlationId(),
                        own.requestHash(),
                        null,
                        "evt_1",
                        trace));

        Envelope named = store.stream(STREAM).getFirst();
        assertThat(named.causationId()).isEqualTo("evt_1");
        assertThat(named.traceparent()).isEqualTo(trace);
        CommandMetadata following = CommandMetadata.following(named, "a-policy");
        assertThat(following.traceparent()).as("of what follows by itself").isEqualTo(trace);
    }

    @Test
    void a_retry_gets_the_first_answer_even_if_it_would_be_rejected_by_now() {
        CommandMetadata first = withKey("key", "a hash");
        name(replica, "Tea", first);

        assertThat(name(replica, "", first)).isEqualTo(new Done(STREAM, 1, 1));
    }

    @Test
    void a_retry_gets_the_first_answer_even_if_the_version_it_expects_is_past() {
        CommandMetadata first =
                new CommandMetadata(UUID.randomUUID(), true, 1L, by(Caller.staff("tester")), "correlation", "hash");
        name(replica, "Tea");
        name(replica, "Green tea", first);

        assertThat(name(replica, "Green tea", first)).isEqualTo(new Done(STREAM, 2, 2));
    }

    @Test
    void the_same_key_for_another_command_is_told_apart() {
        name(replica, "Tea", withKey("key", "a hash"));

        assertThat(name(replica, "Coffee", withKey("key", "another hash"))).isEqualTo(new KeyReused());
    }

    @Test
    void a_stale_version_is_answered_with_what_came_since() {
        name(replica, "Tea");
        name(otherReplica, "Green tea");
        name(otherReplica, "Black tea");

        var stale = (Stale) name(replica, "White tea", expecting(1L));

        assertThat(stale.version()).isEqualTo(3);
        assertThat(stale.since()).extracting(Envelope::version).containsExactly(2L, 3L);
        assertThat(store.stream(STREAM)).hasSize(3);
    }

    /** The events since the expected version include the removal by another caller. */
    @Test
    void a_stale_version_precedes_a_line_that_no_longer_exists() {
        name(replica, "Tea");
        name(otherReplica, "Green tea");

        assertThat(name(replica, NO_PART, expecting(1L))).isInstanceOf(Stale.class);
        assertThat(name(replica, NO_PART, expecting(2L))).isEqualTo(new Rejected(NamingRejection.NOTHING_THERE));
        assertThat(name(replica, NO_PART)).isEqualTo(new Rejected(NamingRejection.NOTHING_THERE));
    }

    @Test
    void what_is_not_there_or_not_for_the_caller_has_no_version() {
        assertThat(name(replica, NO_PART, expecting(1L))).isEqualTo(new Rejected(NamingRejection.NOTHING_THERE));
        name(replica, SECRET);

        var stranger = new CommandMetadata(
                UUID.randomUUID(), false, 7L, by(Caller.customer("mallory")), "correlation", "hash");

        assertThat(name(replica, "Tea", stranger)).isEqualTo(new Rejected(NamingRejection.NOTHING_THERE));
    }

    @Test
    void a_command_that_can_not_be_made_any_more_gets_its_first_answer() {
        CommandMetadata first = withKey("key", "a hash");
        name(replica, "Tea", first);
        name(replica, "Green tea");

        assertThat(reject(first)).isEqualTo(new Done(STREAM, 1, 2));
        assertThat(reject(withKey("key", "another hash"))).isEqualTo(new KeyReused());
        assertThat(reject(withKey("another key", "a hash"))).isEqualTo(new Rejected(NamingRejection.NAMELESS));
        assertThat(reject(expecting(null))).isEqualTo(new Rejected(NamingRejection.NAMELESS));
    }

    private Outcome reject(CommandMetadata metadata) {
        return replica.reject(NAMING.fold(), STREAM, NamingRejection.NAMELESS, metadata)
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void the_expected_version_is_let_through() {
        name(replica, "Tea");
        name(otherReplica, "Green tea");

        assertThat(name(replica, "White tea", expecting(2L))).isEqualTo(new Done(STREAM, 3, 3));
    }

    @Test
    void a_rejection_stores_nothing() {
        assertThat(name(replica, "")).isEqualTo(new Rejected(NamingRejection.NAMELESS));

        assertThat(store.stream(STREAM)).isEmpty();
    }

    private static ProductEvent named(String name) {
        return new ProductListed(name, new Money(250, Currency.getInstance("EUR")));
    }

    private static Outcome name(CommandHandler handler, String name) {
        return name(handler, name, expecting(null));
    }

    private static Outcome name(CommandHandler handler, String name, CommandMetadata metadata) {
        return handler.handle(NAMING, STREAM, name, metadata).await().atMost(PATIENCE);
    }

    private static CommandMetadata expecting(@Nullable Long version) {
        return new CommandMetadata(
                UUID.randomUUID(), false, version, by(Caller.staff("tester")), "correlation", "hash");
    }

    private static CommandMetadata withKey(String key, String hash) {
        return new CommandMetadata(
                UUID.nameUUIDFromBytes(key.getBytes(UTF_8)),
                true,
                null,
                by(Caller.staff("tester")),
                "correlation",
                hash);
    }

    private static DecisionContext by(Caller caller) {
        return new DecisionContext(Instant.EPOCH, caller);
    }
}

package io.cartulary.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.faults.Views.Question;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The query service is killed repeatedly while events and duplicates of them come in; half-way all views are rebuilt
 * while the active ones stay. In the end no row differs between the generations, and every view, now and at any moment,
 * equals the fold of MySQL's events.
 */
@Tag(Profile.ON_BINARIES_TOO)
class CompleteViewsIT {

    private static final int EVENTS = Profile.times(3_000, 20_000);
    private static final int KILLS = Profile.times(5, 100);
    private static final int MOMENTS = 50;
    private static final int STREAMS_AT_A_MOMENT = Profile.times(20, 200);
    private static final int DUPLICATES_AT_A_TIME = 500;
    private static final int TELLERS = 8;
    /** Carts are abandoned while the stories run. */
    private static final String IDLE = "PT3S";

    @Test
    void after_any_number_of_kills_and_duplicates_every_view_is_what_the_events_add_up_to() throws Exception {
        Endpoints endpoints = LocalStack.joinOrStart();
        try (Trial trial = Trial.start("complete-views", endpoints, 1, Map.of("CARTULARY_CART_IDLE", IDLE));
                RandomStories stories = RandomStories.start(
                        trial.replica(0).uri(), trial.random().nextLong(1L << 32), TELLERS, pace())) {
            Service queries = trial.queries();
            queries.startWithoutWaiting();
            Optional<Rebuild> rebuild = Optional.empty();
            for (int kill = 1; kill <= KILLS; kill++) {
                long until = (long) EVENTS * kill / KILLS - trial.random().nextInt(EVENTS / KILLS);
                trial.awaitAnswers(stories::answered, until);
                queries.kill();
                Duplicates.send(endpoints, trial.world(), trial.random(), DUPLICATES_AT_A_TIME);
                queries.startWithoutWaiting();
                if (kill == KILLS / 2) {
                    queries.awaitReady();
                    rebuild = Optional.of(Rebuild.begin(queries.uri()));
                }
            }
            trial.awaitAnswers(stories::answered, EVENTS);
            stories.end();
            trial.awaitAllCartsAtRest();
            queries.awaitReady();
            rebuild.orElseThrow().takeOver(queries.uri());

            trial.thenTheViewsAreComplete(queries, CompleteViewsIT::questions);
        }
    }

    /** Slow enough that the kills are spread over the whole test: a start takes some seconds. */
    private static Duration pace() {
        return Duration.ofMillis(Profile.times(30, 50));
    }

    private static long linesThatLeftTwiceAtOnce(List<Envelope> log) {
        record Removal(StreamId cart, UUID line, Instant at) {}

        return log.stream()
                .flatMap(event -> switch (event.event()) {
                    case ItemRemoved removed ->
                        Stream.of(new Removal(event.streamId(), removed.lineId(), event.recordedAt()));
                    case CartCleared cleared ->
                        cleared.lines().stream()
                                .map(line -> new Removal(event.streamId(), line.lineId(), event.recordedAt()));
                    default -> Stream.empty();
                })
                .collect(groupingBy(Function.identity(), counting()))
                .values()
                .stream()
                .filter(times -> times > 1)
                .count();
    }

    /**
     * Every stream and every list as it is now, and at moments, every other of which is exactly that of an event: some
     * streams, and every list with a past.
     */
    private static List<Question> questions(List<Envelope> log, Folds folds, Random random) {
        List<StreamId> streams = List.copyOf(folds.streams());
        assertThat(streams).extracting(StreamId::category).contains("cart", "order", "product");
        assertThat(log.stream().map(Envelope::type))
                .as("what lists tell of has happened")
                .contains(
                        "cart.abandoned.v1",
                        "cart.reactivated.v1",
                        "cart.cleared.v1",
                        "order.edited.v1",
                        "order.cancelled.v1",
                        "order.credited.v1",
                        "order.refund-issued.v2",
                        "order.shipment-lost.v1",
                        "order.return-received.v2");
        // Commands come this close together only by chance; CartListsIT has such lines in any case.
        System.out.printf("%d lines left a cart twice in one millisecond%n", linesThatLeftTwiceAtOnce(log));
        var lists = new ListQuestions(folds);
        var questions = new ArrayList<>(lists.now());
        streams.forEach(stream -> questions.add(Question.of(stream, folds)));
        for (int moment = 0; moment < MOMENTS; moment++) {
            Instant exactly = log.get(random.nextInt(log.size())).recordedAt();
            Instant at = moment % 2 == 0 ? exactly : exactly.minusMillis(1 + random.nextInt(100));
            questions.addAll(lists.at(at));
            for (int i = 0; i < STREAMS_AT_A_MOMENT; i++) {
                questions.add(Question.of(streams.get(random.nextInt(streams.size())), at, folds));
            }
        }
        return questions;
    }
}

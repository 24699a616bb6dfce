package io.cartulary.load.history;

import static io.cartulary.load.history.AnEvent.TEA;
import static io.cartulary.load.history.AnEvent.key;
import static io.cartulary.load.history.AnEvent.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.load.history.Answer.Done;
import io.cartulary.load.history.Answer.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Given a small sound register, when it is damaged in one way, then the check names that way. */
class CheckTest {

    private static final int PARTITION = TEA.partition();

    private final History history = new History();
    private final List<Envelope> log = new ArrayList<>();
    private final List<Envelope> topic = new ArrayList<>();

    CheckTest() {
        IntStream.rangeClosed(1, 4).forEach(number -> {
            givenAskedAndAnswered(number);
            append(number(number));
        });
    }

    @Test
    void a_sound_register_passes() {
        assertThat(report().isClean()).isTrue();
        assertThat(report().toString()).endsWith("every rule holds");
    }

    @Test
    void a_command_that_was_never_answered_may_be_stored_or_not() {
        givenAsked(5);
        givenAsked(6);
        append(number(5));

        thenBroken();
    }

    @Test
    void records_that_come_again_with_the_same_words_are_no_damage() {
        topic.addAll(2, List.of(number(1).made(), number(2).made()));
        topic.add(number(3).made());

        thenBroken();
    }

    @Test
    void json_with_another_order_of_members_says_the_same() {
        topic.set(0, number(1).saying("{\"b\":2,\"a\":1}").made());

        thenBroken();
    }

    @Test
    void an_answered_command_that_is_not_stored_is_found() {
        givenAskedAndAnswered(5);

        thenBroken(Rule.ANSWERED_IS_STORED);
    }

    @Test
    void a_command_that_is_stored_twice_is_found() {
        append(number(5).causedBy(4));

        thenBroken(Rule.STORED_ONCE);
    }

    @Test
    void a_command_that_was_never_answered_and_is_stored_twice_is_found() {
        givenAsked(5);
        append(number(5));
        append(number(6).causedBy(5));

        thenBroken(Rule.STORED_ONCE);
    }

    @Test
    void an_answer_with_another_version_or_position_is_found() {
        append(number(5));
        append(number(6));
        history.add(SentCommand.under(key(5), "a request", new Done("tea", 6, PARTITION, 5)));
        history.add(SentCommand.under(key(6), "a request", new Done("tea", 6, PARTITION, 5)));

        thenBroken(Rule.STORED_WHERE_ANSWERED);
        assertThat(report().broken().get(Rule.STORED_WHERE_ANSWERED))
                .extracting(Report.Cases::count)
                .isEqualTo(2L);
    }

    @Test
    void the_token_of_a_repeat_may_be_that_of_a_later_event_of_its_stream() {
        append(number(5));
        append(number(6));
        history.add(SentCommand.under(
                key(5), "a request", new Done("tea", 5, PARTITION, 5), new Done("tea", 5, PARTITION, 6)));
        givenAsked(6);

        assertThat(report().isClean()).isTrue();
    }

    @Test
    void a_token_of_no_event_of_the_stream_is_found() {
        append(number(5));
        history.add(SentCommand.under(
                key(5), "a request", new Done("tea", 5, PARTITION, 5), new Done("tea", 5, PARTITION, 7)));

        thenBroken(Rule.STORED_WHERE_ANSWERED);
    }

    @Test
    void a_repeat_with_another_version_is_found() {
        append(number(5));
        append(number(6));
        history.add(SentCommand.under(
                key(5), "a request", new Done("tea", 5, PARTITION, 5), new Done("tea", 6, PARTITION, 6)));
        givenAsked(6);

        thenBroken(Rule.REPEATS_ARE_ANSWERED_ALIKE, Rule.STORED_WHERE_ANSWERED);
    }

    @Test
    void a_repeat_that_is_answered_otherwise_is_found() {
        append(number(5));
        history.add(SentCommand.under(key(5), "a request", done(5), new Rejected(409, "line-full")));

        thenBroken(Rule.REPEATS_ARE_ANSWERED_ALIKE, Rule.NOTHING_FORBADE_IT, Rule.REFUSED_IS_NOT_STORED);
    }

    @Test
    void a_rejection_without_a_reason_is_found() {
        history.add(SentCommand.under(key(5), "a request", new Rejected(404, "no-such-cart")));

        thenBroken(Rule.NOTHING_FORBADE_IT);
    }

    @Test
    void an_event_that_nobody_asked_for_is_found() {
        append(number(5));

        thenBroken(Rule.STORED_WAS_ASKED);
    }

    @Test
    void a_hole_in_positions_is_found() {
        givenAsked(5);
        append(number(5).at(PARTITION, 6));

        thenBroken(Rule.POSITIONS_ARE_DENSE);
    }

    @Test
    void a_position_taken_twice_is_found() {
        givenAsked(5);
        log.add(number(5).at(PARTITION, 4).made());

        thenBroken(Rule.POSITIONS_ARE_DENSE);
    }

    @Test
    void a_hole_in_versions_is_found() {
        givenAsked(5);
        append(number(5).withVersion(6));

        thenBroken(Rule.VERSIONS_ARE_DENSE);
    }

    @Test
    void a_version_taken_twice_is_found() {
        givenAsked(5);
        append(number(5).withVersion(4));

        thenBroken(Rule.VERSIONS_ARE_DENSE);
    }

    @Test
    void versions_against_the_order_of_positions_are_found() {
        givenAsked(5);
        givenAsked(6);
        append(number(5).withVersion(6));
        append(number(6).withVersion(5));

        thenBroken(Rule.VERSIONS_ARE_DENSE);
    }

    @Test
    void an_event_in_a_partition_of_others_is_found() {
        var coffee = new StreamId("product", "coffee");
        givenAsked(5);
        append(number(5).of(coffee).withVersion(1).at((coffee.partition() + 1) % 12, 1));

        thenBroken(Rule.STREAMS_KEEP_THEIR_PARTITION);
    }

    @Test
    void time_that_runs_backwards_is_found() {
        givenAsked(5);
        append(number(5).recordedEarly());

        thenBroken(Rule.TIME_NEVER_RUNS_BACKWARDS);
    }

    @Test
    void an_event_id_that_comes_twice_is_found() {
        givenAsked(5);
        append(number(5).withIdOf(4));

        thenBroken(Rule.EVENT_IDS_ARE_UNIQUE);
    }

    @Test
    void an_event_that_kafka_lacks_is_found() {
        topic.remove(1);

        thenBroken(Rule.KAFKA_HAS_ALL);
    }

    @Test
    void events_that_change_places_in_kafka_are_found() {
        topic.add(1, topic.remove(2));

        thenBroken(Rule.KAFKA_IS_IN_ORDER);
    }

    @Test
    void a_gap_in_kafka_that_is_filled_later_is_found() {
        topic.add(topic.removeFirst());

        thenBroken(Rule.KAFKA_IS_IN_ORDER);
    }

    @Test
    void a_record_that_is_not_in_the_log_is_found() {
        topic.add(number(5).made());

        thenBroken(Rule.KAFKA_HAS_NOTHING_ELSE);
    }

    @Test
    void a_record_with_other_words_is_found_even_when_it_comes_again() {
        topic.add(number(4).saying("{\"a\": 2, \"b\": 2}").made());

        thenBroken(Rule.KAFKA_SAYS_THE_SAME);
    }

    @Test
    void many_cases_are_counted_and_a_few_are_shown() {
        topic.clear();

        assertThat(report().toString()).contains("4 × in the log, and not in Kafka:");
        assertThat(report().toString().lines().filter(line -> line.startsWith("    product.listed.v1")))
                .hasSize(3);
    }

    private Report report() {
        return Check.of(history, log, topic);
    }

    private void thenBroken(Rule... rules) {
        assertThat(report().brokenRules()).as(report().toString()).containsExactlyInAnyOrder(rules);
    }

    private void givenAsked(int number) {
        history.add(SentCommand.under(key(number), "a request"));
    }

    private void givenAskedAndAnswered(int number) {
        history.add(SentCommand.under(key(number), "a request", done(number)));
    }

    private void append(AnEvent event) {
        log.add(event.made());
        topic.add(event.made());
    }

    private static Done done(int number) {
        return new Done("tea", number, PARTITION, number);
    }
}

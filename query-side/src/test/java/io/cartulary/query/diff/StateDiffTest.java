package io.cartulary.query.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import io.cartulary.query.timeline.Moment;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateDiffTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LAST = 20;
    private static final List<RecordedEvent> EVENTS = new History()
                    .record(
                            new StreamId("product", "tea"),
                            IntStream.rangeClosed(1, LAST)
                                    .mapToObj(i ->
                                            new ProductListed("Tea " + i / 2, Money.zero(Currency.getInstance("EUR"))))
                                    .toArray(Event[]::new))
                    .stream()
                    .map(RecordedEvent::of)
                    .toList();

    /** A product's name, which every second event leaves unchanged. */
    record Name(String name, long version) implements Versioned {

        static Name evolve(@Nullable Name before, RecordedEvent recorded) {
            return new Name(((ProductListed) recorded.event()).name(), recorded.version());
        }
    }

    @Property
    void the_state_before_with_the_changes_made_is_the_state_after(
            @ForAll @IntRange(max = LAST) int from, @ForAll @IntRange(min = 1, max = LAST) int to) {
        Diff diff = compare(new Moment.AtVersion(Math.min(from, to)), new Moment.AtVersion(to), 0, LAST);

        assertThat(diff.from().version()).isEqualTo(Math.min(from, to));
        assertThat(diff.to().version()).isEqualTo(to);
        assertThat(Patch.apply(state(Math.min(from, to)), diff.changes())).isEqualTo(state(to));
        assertThat(diff.events())
                .extracting(Diff.Cause::version)
                .containsExactlyElementsOf(versions(Math.min(from, to), to));
    }

    @Property
    void versions_and_the_instants_of_their_events_are_the_same_moments(
            @ForAll @IntRange(min = 1, max = LAST) int from, @ForAll @IntRange(min = 1, max = LAST) int to) {
        int first = Math.min(from, to);

        Diff expected = compare(new Moment.AtVersion(first), new Moment.AtVersion(to), 0, LAST);

        assertThat(compare(new Moment.AsOf(at(first)), new Moment.AsOf(at(to)), 0, LAST))
                .isEqualTo(expected);
        assertThat(compare(new Moment.AsOf(at(first + 1).minusMillis(1)), new Moment.AtVersion(to), 0, LAST))
                .isEqualTo(expected);
    }

    @Test
    void every_event_says_what_it_changed() {
        Diff diff = compare(new Moment.AtVersion(1), new Moment.AtVersion(3), 0, LAST);

        assertThat(diff.events())
                .extracting(Diff.Cause::changed)
                .containsExactly(List.of("/name", "/version"), List.of("/version"));
    }

    @Test
    void events_come_in_pages_and_changes_on_every_one_of_them() {
        Diff first = compare(new Moment.AtVersion(2), new Moment.Now(), 0, 15);
        Diff second = compare(new Moment.AtVersion(2), new Moment.Now(), 17, 15);

        assertThat(first.next()).isNotNull();
        assertThat(first.events()).extracting(Diff.Cause::version).containsExactlyElementsOf(versions(2, 17));
        assertThat(second.events()).extracting(Diff.Cause::version).containsExactlyElementsOf(versions(17, LAST));
        assertThat(second.next()).isNull();
        assertThat(second.changes()).isEqualTo(first.changes()).isNotEmpty();
    }

    @Test
    void an_event_behind_the_second_moment_that_is_not_behind_the_first_tells_that_they_are_reversed() {
        var comparison = comparison(new Moment.AtVersion(5), new Moment.AsOf(at(3)), 0, LAST);

        EVENTS.stream().takeWhile(_ -> comparison.end() == StateDiff.End.OPEN).forEach(comparison::add);

        assertThat(comparison.end()).isEqualTo(StateDiff.End.REVERSED);
    }

    private static Diff compare(Moment from, Moment to, long after, int limit) {
        var comparison = comparison(from, to, after, limit);
        EVENTS.stream().takeWhile(_ -> comparison.end() == StateDiff.End.OPEN).forEach(comparison::add);
        assertThat(comparison.end()).isNotEqualTo(StateDiff.End.REVERSED);
        return comparison.done();
    }

    private static StateDiff<Name> comparison(Moment from, Moment to, long after, int limit) {
        return new StateDiff<>(
                from, to, new StateDiff.Page(after, limit), Name::evolve, (name, _) -> name, JSON::valueToTree);
    }

    private static JsonNode state(int version) {
        return version == 0 ? JsonDiff.nothing() : JSON.valueToTree(Name.evolve(null, EVENTS.get(version - 1)));
    }

    private static List<Long> versions(int after, int to) {
        return LongStream.rangeClosed(after + 1, to).boxed().toList();
    }

    private static Instant at(int version) {
        return EVENTS.getFirst().at().plusSeconds(version - 1L);
    }
}

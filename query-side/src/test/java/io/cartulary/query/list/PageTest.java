package io.cartulary.query.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final String LIST = "numbers";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    @Test
    void a_page_shows_as_many_as_it_may_and_leads_on_when_there_are_more() {
        assertThat(Page.of(LIST, numbers(0), 2)).isEqualTo(new Page<>(List.of(), null));
        assertThat(Page.of(LIST, numbers(2), 2)).isEqualTo(new Page<>(List.of(0, 1), null));
        assertThat(Page.of(LIST, numbers(3), 2)).isEqualTo(new Page<>(List.of(0, 1), place(1)));
    }

    @Test
    void a_page_of_some_leads_on_from_the_last_row_that_was_looked_at() {
        // full: the row after the last shown one was not read
        assertThat(even(numbers(6), 5, 2)).isEqualTo(new Page<>(List.of(0, 2), place(2)));
        // not full: the whole window was read
        assertThat(even(numbers(6), 5, 4)).isEqualTo(new Page<>(List.of(0, 2, 4), place(4)));
        assertThat(even(numbers(4), 3, 3)).isEqualTo(new Page<>(List.of(0, 2), place(2)));
        assertThat(even(numbers(3), 5, 2)).isEqualTo(new Page<>(List.of(0, 2), null));
        // no row is shown, although more may follow
        assertThat(Page.of(LIST, numbers(3), 2, 2, _ -> false)).isEqualTo(new Page<>(List.of(), place(1)));
    }

    @Test
    void a_cursor_is_read_as_it_was_written() {
        for (String id : List.of("P-1", "6f0f2c1e-0000-4000-8000-000000000001/6f0f2c1e-0000-4000-8000-000000000002")) {
            var cursor = new Cursor(NOON, id);
            assertThat(Cursor.of(cursor.in(LIST), LIST)).isEqualTo(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "bnVtYmVycw", "bnVtYmVycyAxIA", "bnVtYmVycyAtMSBh", "bnVtYmVycyB4IGE"})
    void what_was_not_written_here_is_no_cursor(String text) {
        assertThatThrownBy(() -> Cursor.of(text, LIST)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void the_cursor_of_one_list_is_none_of_another() {
        String cursor = new Cursor(NOON, "P-1").in(LIST);
        assertThatThrownBy(() -> Cursor.of(cursor, "letters")).isInstanceOf(HttpProblem.class);
    }

    @Test
    void places_stand_in_the_order_of_time_and_then_of_ids() {
        assertThat(List.of(
                        Cursor.before(NOON),
                        new Cursor(NOON, "P-1"),
                        new Cursor(NOON, "p-1"),
                        Cursor.behind(NOON),
                        Cursor.before(NOON.plusMillis(1))))
                .isSorted();
    }

    private static Page<Integer> even(List<Found<Integer>> found, int window, int limit) {
        return Page.of(LIST, found, window, limit, number -> number % 2 == 0);
    }

    private static String place(int number) {
        return numbers(number + 1).getLast().place().in(LIST);
    }

    private static List<Found<Integer>> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Found<>(new Cursor(NOON, "n" + number), number))
                .toList();
    }
}

package io.cartulary.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.query.rebuild.ComparedTable.Share;
import io.cartulary.query.rebuild.Rebuild.State;
import io.cartulary.query.rebuild.RebuildTransitions.Change;
import io.cartulary.query.rebuild.RebuildTransitions.Step;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.Generations.Kept;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RebuildTransitionsTest {

    private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");

    private Generations now = Generations.FIRST;

    @Test
    void a_rebuild_takes_the_next_generation_and_new_events_go_into_it_when_its_tables_are_there() {
        begin("cart", "order");
        assertThat(now.of("cart")).isEqualTo(new Kept(1, List.of(1), List.of(1, 2), 2));
        assertThat(now.of("product")).isEqualTo(new Kept(1, List.of(1), List.of(1), 1));

        take(RebuildTransitions::prepared);
        assertThat(now.of("order")).isEqualTo(new Kept(1, List.of(1, 2), List.of(1, 2), 2));
        assertThat(rebuild().state()).isEqualTo(State.FILLING);
    }

    @Test
    void activated_it_answers_and_the_last_generation_is_kept_up_to_date_until_it_is_dropped() {
        begin("cart");
        take(RebuildTransitions::prepared);

        take(RebuildTransitions::activate);
        assertThat(now.of("cart")).isEqualTo(new Kept(2, List.of(1, 2), List.of(1, 2), 2));

        take(RebuildTransitions::drop);
        assertThat(now.of("cart")).isEqualTo(new Kept(2, List.of(2), List.of(2), 2));
        assertThat(rebuild().spare(now)).isEqualTo(Map.of("cart", 1));

        take(RebuildTransitions::dropped);
        assertThat(rebuild().state()).isEqualTo(State.DROPPED);
    }

    @Test
    void rolled_back_the_last_generation_answers_and_the_new_one_may_be_dropped_or_activated_again() {
        begin("cart");
        take(RebuildTransitions::prepared);
        take(RebuildTransitions::activate);

        take(RebuildTransitions::rollBack);
        assertThat(now.of("cart").living()).isEqualTo(1);
        take(RebuildTransitions::activate);
        assertThat(now.of("cart").living()).isEqualTo(2);
        take(RebuildTransitions::rollBack);

        take(RebuildTransitions::drop);
        assertThat(now.of("cart")).isEqualTo(new Kept(1, List.of(1), List.of(1), 2));
        assertThat(rebuild().spare(now)).isEqualTo(Map.of("cart", 2));
    }

    @Test
    void cancelled_it_is_gone_and_its_number_is_not_used_again() {
        begin("cart");
        take(RebuildTransitions::cancel);
        assertThat(now.of("cart")).isEqualTo(new Kept(1, List.of(1), List.of(1), 2));
        assertThat(rebuild().spare(now)).isEqualTo(Map.of("cart", 2));
        take(RebuildTransitions::dropped);

        begin("cart");
        assertThat(rebuild().next()).isEqualTo(Map.of("cart", 3));
    }

    @Test
    void there_is_one_rebuild_at_a_time() {
        begin("cart");
        assertRejected("rebuild-under-way", () -> begin("product"));
        take(RebuildTransitions::prepared);
        take(RebuildTransitions::activate);
        assertRejected("rebuild-under-way", () -> begin("product"));
        take(RebuildTransitions::drop);
        take(RebuildTransitions::dropped);
        begin("product");
    }

    @Test
    void what_is_so_already_changes_nothing() {
        begin("cart");
        assertThat(RebuildTransitions.begin(now, Set.of("cart"), rebuild().id(), "operator:olga", AT))
                .isEmpty();
        take(RebuildTransitions::prepared);
        take(RebuildTransitions::pause);
        assertThat(RebuildTransitions.pause(now, rebuild(), AT)).isEmpty();
        take(RebuildTransitions::resume);
        assertThat(RebuildTransitions.resume(now, rebuild(), AT)).isEmpty();
        take(RebuildTransitions::activate);
        assertThat(RebuildTransitions.activate(now, rebuild(), AT)).isEmpty();
        take(RebuildTransitions::drop);
        assertThat(RebuildTransitions.drop(now, rebuild(), AT)).isEmpty();
        take(RebuildTransitions::dropped);
        assertThat(RebuildTransitions.drop(now, rebuild(), AT)).isEmpty();
    }

    @Test
    void what_its_state_does_not_permit_is_rejected() {
        begin("cart");
        assertRejected("rebuild-elsewhere", () -> take(RebuildTransitions::pause));
        assertRejected("rebuild-elsewhere", () -> take(RebuildTransitions::activate));
        assertRejected("rebuild-elsewhere", () -> take(RebuildTransitions::rollBack));
        assertRejected("rebuild-elsewhere", () -> take(RebuildTransitions::drop));
        take(RebuildTransitions::prepared);
        take(RebuildTransitions::activate);
        assertRejected("rebuild-elsewhere", () -> take(RebuildTransitions::cancel));
        assertRejected("rebuild-elsewhere", () -> take(RebuildTransitions::compareAnew));
    }

    @Test
    void it_is_read_as_it_was_written() {
        begin("cart", "order");
        take(RebuildTransitions::prepared);
        take(RebuildTransitions::compareAnew);
        assertThat(rebuild().comparison()).isEqualTo(2);
        assertThat(Rebuild.of(now)).contains(rebuild());
    }

    @Test
    void shares_of_the_ring_are_all_of_it_and_do_not_overlap() {
        List<Share> shares =
                IntStream.range(0, 12).mapToObj(which -> Share.of(which, 12)).toList();

        assertThat(shares.getFirst().from()).isEqualTo(Long.MIN_VALUE);
        assertThat(shares.getLast().to()).isEqualTo(Long.MAX_VALUE);
        for (int i = 1; i < shares.size(); i++) {
            assertThat(shares.get(i).from()).isEqualTo(shares.get(i - 1).to() + 1);
        }
    }

    private void begin(String... categories) {
        become(RebuildTransitions.begin(now, Set.of(categories), UUID.randomUUID(), "operator:olga", AT)
                .orElseThrow());
    }

    private void take(Step step) {
        become(step.take(now, rebuild(), AT).orElseThrow());
    }

    private Rebuild rebuild() {
        return Rebuild.of(now).orElseThrow();
    }

    private void become(Change change) {
        now = new Generations(
                now.version() + 1, change.views(), change.rebuild().written());
    }

    private static void assertRejected(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getParameters()).containsEntry("code", code));
    }
}

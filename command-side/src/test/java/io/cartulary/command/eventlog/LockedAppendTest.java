package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockedAppendTest {

    @Test
    void one_number_has_the_heads_of_all_partitions_of_a_lane() {
        LockedAppend append = append(Map.of(0, 100L, 2, 0L, 4, 7L));

        assertThat(append.parameters().getString(0)).isEqualTo("[[0,100,1],[2,0,21],[4,7,41]]");
        assertThat(append.parameters().getLong(2)).as("one more than fits").isEqualTo(1 << 20);
        assertThat(append.heads(1 + (3L << 1) + (((1L << 20) - 1) << 21) + (5L << 41)))
                .isEqualTo(Map.of(0, 103L, 2, (1L << 20) - 1, 4, 12L));
    }

    @Test
    void a_single_partition_has_all_bits() {
        LockedAppend append = append(Map.of(3, 1L));

        assertThat(append.heads(1 + (1_000_000_000_000L << 1))).isEqualTo(Map.of(3, 1_000_000_000_001L));
    }

    @Test
    void nothing_is_left_out_unless_it_looks() {
        Tuple parameters = append(Map.of(0, 1L)).parameters();

        assertThat(parameters.size()).isEqualTo(4);
        assertThat(new LockedAppend(0, batch(), new TreeMap<>(Map.of(0, 1L)), true)
                        .parameters()
                        .size())
                .isEqualTo(5);
    }

    private static LockedAppend append(Map<Integer, Long> known) {
        return new LockedAppend(0, batch(), new TreeMap<>(known), false);
    }

    private static Batch batch() {
        return Batch.of(() -> null, new BatchLimits(1, 1, Duration.ZERO), Instant.EPOCH, new ArrayList<>());
    }
}

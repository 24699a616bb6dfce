package io.cartulary.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenRowsTest {

    private static final String INSERT =
            "INSERT INTO k.t{cart} (day, bucket, at, entry) VALUES (?, ?, ?, ?) USING TIMESTAMP ?";

    private final WrittenRows rows = new WrittenRows(new WrittenRows.Keys(List.of(new OneTable())));

    @Test
    void of_each_column_the_newest_value_counts_whenever_it_was_written() {
        rows.add(Cql.of(INSERT, "monday", 1, 10L, "newer", 2L));
        rows.add(Cql.of(INSERT, "monday", 1, 10L, "older", 1L));
        rows.add(Cql.of(INSERT, "monday", 1, 10L, null, 3L));
        rows.add(Cql.of(INSERT, "monday", 1, 11L, "another row", 1L));

        assertThat(rows.rows())
                .containsExactlyInAnyOrder(
                        new WrittenRow(
                                "k.t{cart}", Map.of("day", "monday", "bucket", 1, "at", 10L), Map.of("entry", "newer")),
                        new WrittenRow(
                                "k.t{cart}",
                                Map.of("day", "monday", "bucket", 1, "at", 11L),
                                Map.of("entry", "another row")));
    }

    @Test
    void a_row_is_read_by_its_key_and_missed_with_all_its_columns() {
        rows.add(Cql.of(INSERT, "monday", 1, 10L, "tea", 2L));
        WrittenRow row = rows.rows().getFirst();

        assertThat(row.select())
                .isEqualTo(Cql.of(
                        "SELECT entry FROM k.t{cart} WHERE day = ? AND bucket = ? AND at = ?", "monday", 1, 10L));
        assertThat(row.name()).isEqualTo("t");
        assertThat(row.differing(Optional.empty())).containsExactly("entry");
    }

    @Test
    void what_writes_no_row_of_a_known_table_is_rejected() {
        assertThatThrownBy(() -> rows.add(Cql.of("DELETE FROM k.t WHERE day = ?", "monday")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> rows.add(Cql.of("INSERT INTO k.other (day) VALUES (?) USING TIMESTAMP ?", "monday", 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final class OneTable implements Tables {

        @Override
        public String tables() {
            return "t";
        }

        @Override
        public List<String> migrations() {
            return List.of("CREATE TABLE IF NOT EXISTS k.t{cart} (day date, bucket int, at timestamp, entry text, "
                    + "PRIMARY KEY ((day, bucket), at)) WITH CLUSTERING ORDER BY (at DESC)");
        }
    }
}

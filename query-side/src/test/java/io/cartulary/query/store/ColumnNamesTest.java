package io.cartulary.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

    @Test
    void a_dropped_column_that_is_added_again_is_found() {
        assertThat(ColumnNames.usedAgain(List.of(
                        "CREATE TABLE IF NOT EXISTS shop.carts (id uuid PRIMARY KEY, note text)",
                        "ALTER TABLE shop.carts DROP IF EXISTS (note, reason)",
                        "ALTER TABLE shop.carts ADD IF NOT EXISTS (tags frozen<map<text, text>>, note text)")))
                .containsExactly("shop.carts.note");
    }

    @Test
    void other_columns_and_other_tables_are_not() {
        assertThat(ColumnNames.usedAgain(List.of(
                        "ALTER TABLE shop.carts DROP note",
                        "ALTER TABLE shop.orders ADD note text",
                        "ALTER TABLE shop.carts ADD remark text")))
                .isEmpty();
    }
}

package io.cartulary.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.query.store.Generations.Kept;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationalTest {

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS ks.cart_by_id{cart} (cart uuid PRIMARY KEY)";

    @Test
    void the_first_generation_has_the_plain_name() {
        assertThat(Generational.in(CREATE, 1))
                .isEqualTo("CREATE TABLE IF NOT EXISTS ks.cart_by_id (cart uuid PRIMARY KEY)");
        assertThat(Generational.name("cart_by_id", 1)).isEqualTo("cart_by_id");
    }

    @Test
    void every_later_one_has_its_number_behind() {
        assertThat(Generational.in(CREATE, 12))
                .isEqualTo("CREATE TABLE IF NOT EXISTS ks.cart_by_id_g12 (cart uuid PRIMARY KEY)");
        assertThat(Generational.name("cart_by_id", 12)).isEqualTo("cart_by_id_g12");
    }

    @Test
    void a_statement_names_its_generation() {
        assertThat(Generational.category(CREATE)).contains("cart");
        assertThat(Generational.created(CREATE)).contains("cart_by_id");
        assertThat(Generational.created("CREATE TABLE IF NOT EXISTS ks.timeline (stream text)"))
                .isEmpty();
    }

    @Test
    void other_statements_are_about_none() {
        assertThat(Generational.category("CREATE TABLE t (a frozen<list<int>>, b map<text, text>)"))
                .isEmpty();
        assertThat(Generational.category("CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy'}"))
                .isEmpty();
        assertThat(Generational.category("SELECT a FROM t WHERE b = ? AND (c) < (?) LIMIT ?"))
                .isEmpty();
    }

    @Test
    void the_living_generation_leads_and_a_dropped_one_is_left_out() {
        var known = new KnownGenerations();
        known.learn(new Generations(7, Map.of("cart", new Kept(2, List.of(1, 2), List.of(1, 2), 2)), null));
        assertThat(known.leading("cart", List.of(1, 2))).containsExactly(2, 1);
        assertThat(known.leading("cart", List.of(1, 3))).containsExactly(1);
        assertThat(known.leading("order", List.of(1))).containsExactly(1);
    }

    @Test
    void what_is_read_late_is_not_believed() {
        var known = new KnownGenerations();
        known.learn(new Generations(7, Map.of("cart", new Kept(2, List.of(2), List.of(2), 2)), null));
        known.learn(new Generations(6, Map.of(), null));
        assertThat(known.living("cart")).isEqualTo(2);
    }
}

package io.cartulary.query.order.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7Q4K-2M9X-C301",
                "7q4k-2m9x-c301",
                "7Q4K2M9XC301",
                "7Q4K 2M9X C301",
                " 7Q4K–2M9X—C301 ",
                "7Q4K-2M9X-C3O1",
                "7Q4K-2M9X-C30I",
                "7q4k-2m9x-c3ol",
                "7Q4K-2M9X-C30L",
                "7-Q4K2M9X--C301",
            })
    void a_number_is_found_as_people_type_it(String typed) {
        assertThat(new OrderNumber(typed).candidates()).contains("7Q4K-2M9X-C301");
    }

    @Test
    void what_is_typed_exactly_is_looked_for_too() {
        assertThat(new OrderNumber("0190F1D2-7C3E-7A10").candidates())
                .containsExactly("0190-F1D2-7C3E-7A10", "0190F1D2-7C3E-7A10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "--", "7Q4K;2M9X", "7Q4K/2M9X", "ÄÖÜ"})
    void what_no_number_can_be_is_rejected(String typed) {
        assertThatThrownBy(() -> new OrderNumber(typed)).isInstanceOf(RuntimeException.class);
    }
}

package io.cartulary.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

    @Test
    void a_token_is_a_partition_and_a_position() {
        assertThat(ConsistencyToken.parse("7:1042")).contains(new ConsistencyToken(7, 1042));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7:", ":7", "7:x", "-1:7", "7:-1", "12:1", "7:1 ", "7:12345678901234567890"})
    void a_text_of_another_form_is_no_token(String text) {
        assertThat(ConsistencyToken.parse(text)).isEmpty();
    }
}

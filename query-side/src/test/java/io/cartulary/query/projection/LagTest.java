package io.cartulary.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTest {

    @ParameterizedTest
    @CsvSource({
        "7, 0, 10, 3",
        "0, 4, 10, 6",
        "2, 4, 10, 6",
        "10, 10, 10, 0",
        "0, 10, 10, 0",
        "500, 0, 10, 0",
    })
    void only_records_that_are_there_count(long committed, long beginning, long end, long lag) {
        assertThat(ConsumerOffsets.lag(committed, beginning, end)).isEqualTo(lag);
    }
}

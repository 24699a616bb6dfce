package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "23000 | Duplicate entry 'cart:1-7' for key 'events.stream_version' | Duplicate entry for key 'events.stream_version'",
                "23000 | Duplicate entry 'it's' for key 'mine'-1' for key 'events.PRIMARY' | Duplicate entry for key 'events.PRIMARY'",
                "22001 | Data too long for column 'actor' at row 1 | Data too long for column …",
                "22007 | Incorrect datetime value: 'tomorrow' for column 'at' at row 1 | Incorrect datetime value: …",
                "22032 | Invalid JSON text: \"Invalid value.\" at position 1 | Invalid JSON text: …",
                "42S02 | Table 'shop.events' doesn't exist | Table 'shop.events' doesn't exist"
            })
    void a_text_keeps_the_key_and_no_value(String sqlState, String text, String kept) {
        assertThat(ErrorText.withoutValues(text, sqlState)).isEqualTo(kept);
    }
}

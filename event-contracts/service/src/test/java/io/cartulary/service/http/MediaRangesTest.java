package io.cartulary.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangesTest {

    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/*",
                "*/*",
                "",
                " , ",
                "text/html, */*;q=0.1",
                "application/json;charset=utf-16",
                "application/json; charset=\"utf-8\" ;q=0.5",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void json_is_accepted(String accept) {
        assertThat(MediaRanges.parse(accept).orElseThrow().best(List.of(JSON))).contains(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/*",
                "image/png, text/html",
                "application/json;q=0",
                "*/*, application/json;q=0.000",
                "application/problem+json"
            })
    void json_is_not_accepted(String accept) {
        assertThat(MediaRanges.parse(accept).orElseThrow().best(List.of(JSON))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "json",
                "text",
                "*/json",
                "application/json;q=2",
                "application/json;q=0.1234",
                "application/json;charset",
                "a/b/c",
                "application/json text/plain",
                "*"
            })
    void what_is_no_media_range_is_malformed(String accept) {
        assertThat(MediaRanges.parse(accept)).isEmpty();
    }

    @Test
    void of_several_the_one_with_the_highest_quality_is_best() {
        var ranges = MediaRanges.parse("text/event-stream;q=0.5, application/json;q=0.9")
                .orElseThrow();

        assertThat(ranges.best(List.of("text/event-stream", JSON))).contains(JSON);
    }
}

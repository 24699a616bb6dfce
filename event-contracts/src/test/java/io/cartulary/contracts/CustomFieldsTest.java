package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomFieldsTest {

    private static final CustomFields FIELDS = new CustomFields(Map.of(
            "weightInGrams", FieldValue.of(1000),
            "colour", FieldValue.of("red"),
            "organic", FieldValue.of(true),
            "strength", FieldValue.of("0.125"),
            "sizes", FieldValue.several(FieldValue.of("S"), FieldValue.of(38), FieldValue.of(false))));

    private static final String JSON =
            "{\"colour\":\"red\",\"organic\":true,\"sizes\":[\"S\",38,false],\"strength\":\"0.125\",\"weightInGrams\":1000}";

    @Test
    void fields_are_plain_values_in_json() throws JsonProcessingException {
        assertThat(EventCodec.JSON.writeValueAsString(FIELDS)).isEqualTo(JSON);
        assertThat(EventCodec.JSON.readValue(JSON, CustomFields.class)).isEqualTo(FIELDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":0.5}", "{\"a\":{}}", "{\"a\":[[1]]}", "{\"a\":[null]}", "{\"a\":9223372036854775808}"})
    void other_json_is_not_a_field(String json) {
        assertThatThrownBy(() -> EventCodec.JSON.readValue(json, CustomFields.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void the_place_of_what_is_not_a_field_is_known() {
        assertThatThrownBy(() -> EventCodec.JSON.readValue("{\"a\":[1,{}]}", CustomFields.class))
                .hasMessageContaining("[\"a\"]->java.util.ArrayList[1]");
    }

    @Test
    void a_list_has_no_lists() {
        assertThatThrownBy(() -> FieldValue.several(FieldValue.several())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_patch_sets_and_removes() {
        Map<String, @Nullable FieldValue> patch = new HashMap<>();
        patch.put("colour", null);
        patch.put("missing", null);
        patch.put("organic", FieldValue.of(false));
        patch.put("sizes", FieldValue.several(FieldValue.of("M")));

        assertThat(FIELDS.patched(patch))
                .isEqualTo(new CustomFields(Map.of(
                        "weightInGrams", FieldValue.of(1000),
                        "organic", FieldValue.of(false),
                        "strength", FieldValue.of("0.125"),
                        "sizes", FieldValue.several(FieldValue.of("M")))));
    }

    @Test
    void values_have_limits() {
        assertThat(FieldValue.of("x".repeat(FieldValue.MAX_TEXT)).isWithinLimits())
                .isTrue();
        assertThat(FieldValue.of("x".repeat(FieldValue.MAX_TEXT + 1)).isWithinLimits())
                .isFalse();
        assertThat(FieldValue.of(-FieldValue.MAX_INTEGER).isWithinLimits()).isTrue();
        assertThat(FieldValue.of(FieldValue.MAX_INTEGER + 1).isWithinLimits()).isFalse();
        assertThat(FieldValue.of(Long.MIN_VALUE).isWithinLimits()).isFalse();
        assertThat(several(FieldValue.MAX_LIST).isWithinLimits()).isTrue();
        assertThat(several(FieldValue.MAX_LIST + 1).isWithinLimits()).isFalse();
    }

    private static FieldValue several(int values) {
        return new FieldValue.Several(Collections.nCopies(values, FieldValue.of(true)));
    }

    @Test
    void the_size_is_that_of_the_json_in_utf_8() {
        assertThat(FIELDS.bytes()).isEqualTo(JSON.length());
        assertThat(new CustomFields(Map.of("a", FieldValue.of("ß"))).bytes()).isEqualTo("{'a':'_'}".length() + 1);
    }

    @Test
    void a_field_is_compared_as_text() {
        assertThat(FIELDS.texts())
                .isEqualTo(Map.of(
                        "weightInGrams", List.of("1000"),
                        "colour", List.of("red"),
                        "organic", List.of("true"),
                        "strength", List.of("0.125"),
                        "sizes", List.of("S", "38", "false")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "weightInGrams", "erp.article_no-1"})
    void some_texts_are_keys(String key) {
        assertThat(CustomFields.isKey(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "_a", "a b", "ä"})
    void others_are_not(String key) {
        assertThat(CustomFields.isKey(key)).isFalse();
    }
}

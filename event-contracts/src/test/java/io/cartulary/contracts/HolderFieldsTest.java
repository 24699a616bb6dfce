package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HolderFieldsTest {

    private static final UUID LINE = new UUID(0, 1);
    private static final FieldValue YES = FieldValue.of(true);
    private static final CustomFields MIXED = new CustomFields(Map.of("a", YES, "personal.b", YES));

    @Test
    void fields_are_an_object_with_those_of_the_parts_by_their_ids() throws JsonProcessingException {
        var fields = new HolderFields(MIXED, Map.of(LINE, MIXED));
        String json = "{\"own\":{\"a\":true,\"personal.b\":true},"
                + "\"parts\":{\"00000000-0000-0000-0000-000000000001\":{\"a\":true,\"personal.b\":true}}}";

        assertThat(EventCodec.JSON.writeValueAsString(fields)).isEqualTo(json);
        assertThat(EventCodec.JSON.readValue(json, HolderFields.class)).isEqualTo(fields);
        assertThat(EventCodec.JSON.writeValueAsString(HolderFields.NONE)).isEqualTo("{\"own\":{}}");
        assertThat(EventCodec.JSON.readValue("{\"own\":{}}", HolderFields.class))
                .isEqualTo(HolderFields.NONE);
    }

    @Test
    void personal_fields_and_the_others_are_all() {
        var fields = new HolderFields(MIXED, Map.of(LINE, MIXED));

        assertThat(fields.personal().own().values()).containsOnlyKeys("personal.b");
        assertThat(fields.impersonal().of(LINE).values()).containsOnlyKeys("a");
        assertThat(HolderFields.of(fields.impersonal(), fields.personal())).isEqualTo(fields);
        assertThat(HolderFields.of(null, null)).isEqualTo(HolderFields.NONE);
        assertThat(fields.impersonal().personal().orNull()).isNull();
    }

    @Test
    void parts_without_fields_are_left_out() {
        var fields = new HolderFields(null, Map.of(LINE, MIXED));

        assertThat(fields.with(LINE, CustomFields.NONE).orNull()).isNull();
        assertThat(fields.only(Set.of()).orNull()).isNull();
        assertThat(fields.only(Set.of(LINE, new UUID(0, 2)))).isSameAs(fields);
    }

    @Test
    void a_change_is_what_differs_and_makes_the_one_of_the_other() {
        var before = new CustomFields(Map.of("a", YES, "b", YES, "c", YES));
        var after = new CustomFields(Map.of("a", YES, "b", FieldValue.of(1), "d", YES));

        FieldsChange change = FieldsChange.between(before, after);

        assertThat(change.set().values()).containsOnlyKeys("b", "d");
        assertThat(change.removed()).containsExactly("c");
        assertThat(change.of(before)).isEqualTo(after);
    }

    @Test
    void null_in_a_patch_removes() {
        Map<String, @Nullable FieldValue> patch = new HashMap<>();
        patch.put("b", null);
        patch.put("a", YES);

        assertThat(FieldsChange.of(patch))
                .isEqualTo(new FieldsChange(new CustomFields(Map.of("a", YES)), List.of("b")));
    }
}

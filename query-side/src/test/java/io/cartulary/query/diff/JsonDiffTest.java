package io.cartulary.query.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonDiffTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 2000)
    void before_with_the_changes_made_is_after(@ForAll Random chance) {
        JsonNode before = object(chance, 4);
        JsonNode after = object(chance, 4);

        List<Change> changes = JsonDiff.between(before, after);

        assertThat(Patch.apply(before, changes)).isEqualTo(after);
        assertThat(changes.isEmpty()).isEqualTo(before.equals(after));
    }

    @Property(tries = 500)
    void every_path_is_named_once(@ForAll Random chance) {
        assertThat(JsonDiff.between(object(chance, 4), object(chance, 4)))
                .extracting(Change::path)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_field_is_named_with_its_value_before_and_after() throws JsonProcessingException {
        assertThat(changes("{'a':{'b/c':1,'d':2}}", "{'a':{'b/c':3,'d':2},'e':4}"))
                .containsExactly(new Change("/a/b~1c", json("1"), json("3")), new Change("/e", null, json("4")));
    }

    @Test
    void an_element_with_an_id_is_found_wherever_it_is() throws JsonProcessingException {
        assertThat(changes(
                        "{'lines':[{'lineId':'x','n':1},{'lineId':'y','n':2}]}",
                        "{'lines':[{'lineId':'y','n':3},{'lineId':'z','n':4}]}"))
                .containsExactly(
                        new Change("/lines/x", json("{'lineId':'x','n':1}"), null),
                        new Change("/lines/y/n", json("2"), json("3")),
                        new Change("/lines/z", null, json("{'lineId':'z','n':4}")));
    }

    @Test
    void a_list_in_another_order_is_one_value() throws JsonProcessingException {
        assertThat(changes("{'l':[{'id':'x'},{'id':'y'}]}", "{'l':[{'id':'y'},{'id':'x'}]}"))
                .extracting(Change::path)
                .containsExactly("/l");
    }

    @Test
    void a_list_of_things_without_ids_is_one_value() throws JsonProcessingException {
        assertThat(changes("{'l':[1,2]}", "{'l':[1,2,3]}"))
                .extracting(Change::path)
                .containsExactly("/l");
        assertThat(changes("{'l':[{'id':'x'},{'id':'x'}]}", "{'l':[{'id':'x'}]}"))
                .extracting(Change::path)
                .containsExactly("/l");
    }

    private static JsonNode object(Random chance, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List.of("a", "b", "c/d", "~0").stream()
                .filter(_ -> chance.nextBoolean())
                .forEach(name -> object.set(name, value(chance, depth - 1)));
        return object;
    }

    private static JsonNode value(Random chance, int depth) {
        return switch (depth == 0 ? 0 : chance.nextInt(5)) {
            case 0 -> JsonNodeFactory.instance.numberNode(chance.nextInt(2));
            case 1 -> JsonNodeFactory.instance.textNode(chance.nextBoolean() ? "~1" : "a/b");
            case 2 -> object(chance, depth);
            case 3 -> list(chance, () -> value(chance, depth - 1));
            default -> list(chance, () -> identified(chance, depth));
        };
    }

    private static JsonNode list(Random chance, Supplier<JsonNode> element) {
        return Stream.generate(element)
                .limit(chance.nextInt(4))
                .collect(JsonNodeFactory.instance::arrayNode, ArrayNode::add, ArrayNode::addAll);
    }

    /** Elements of one list may have the same id. */
    private static JsonNode identified(Random chance, int depth) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("lineId", List.of("x", "y", "z/", "~w").get(chance.nextInt(4)))
                .set("value", value(chance, depth - 1));
    }

    private static List<Change> changes(String before, String after) throws JsonProcessingException {
        return JsonDiff.between(json(before), json(after));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}

package io.cartulary.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schemas and the code agree about the events. */
class SchemasTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V7);

    static List<String> wireNames() {
        return Stream.concat(Arrays.stream(EventType.values()).map(EventType::wireName), Upcasters.retired().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("wireNames")
    void a_golden_file_is_as_its_schema_says(String wireName) throws IOException {
        assertThat(schema(wireName).validate(golden(wireName))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wireNames")
    void what_lacks_a_member_is_not(String wireName) throws IOException {
        for (String required : texts(json(wireName).path("required"))) {
            ObjectNode wrong = golden(wireName);
            wrong.remove(required);

            assertThat(schema(wireName).validate(wrong))
                    .as("without " + required)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("wireNames")
    void what_has_something_else_for_a_member_is_not(String wireName) throws IOException {
        for (String member : memberNames(golden(wireName))) {
            ObjectNode wrong = golden(wireName);
            if (wrong.path(member).isBoolean()) {
                wrong.put(member, "true");
            } else {
                wrong.put(member, true);
            }

            assertThat(schema(wireName).validate(wrong)).as("another " + member).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_schema_has_the_members_of_its_event(EventType type) throws IOException {
        JsonNode schema = json(type.wireName());

        assertThat(memberNames(schema.path("properties")))
                .isEqualTo(components(type).map(RecordComponent::getName).collect(toSet()));
        assertThat(texts(schema.path("required")))
                .isEqualTo(components(type)
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .collect(toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void a_schema_marks_what_is_personal(EventType type) throws IOException {
        JsonNode properties = json(type.wireName()).path("properties");

        assertThat(memberNames(properties).stream()
                        .filter(member ->
                                properties.path(member).path("x-personal-data").asBoolean())
                        .collect(toSet()))
                .isEqualTo(personal(type));
    }

    /** An address or a contact in a new event has to be marked. */
    @ParameterizedTest
    @EnumSource
    void addresses_and_contacts_are_marked_as_personal(EventType type) {
        assertThat(personal(type))
                .containsAll(components(type)
                        .filter(component ->
                                Set.<Class<?>>of(Address.class, Contact.class).contains(component.getType()))
                        .map(RecordComponent::getName)
                        .collect(toSet()));
    }

    @Test
    void there_is_no_schema_of_anything_else() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(wireNames().stream(), Stream.of("types"))
                            .toList());
        }
    }

    private static Set<String> personal(EventType type) {
        return components(type)
                .filter(component -> component.isAnnotationPresent(PersonalData.class))
                .map(RecordComponent::getName)
                .collect(toSet());
    }

    private static Stream<RecordComponent> components(EventType type) {
        return Arrays.stream(type.payload().getRecordComponents());
    }

    private static JsonSchema schema(String wireName) {
        return FACTORY.getSchema(SchemaLocation.of("classpath:schemas/" + wireName + ".json"));
    }

    private static JsonNode json(String wireName) throws IOException {
        return JSON.readTree(SCHEMAS.resolve(wireName + ".json").toFile());
    }

    private static ObjectNode golden(String wireName) throws IOException {
        return (ObjectNode) JSON.readTree(GOLDEN.resolve(wireName + ".json").toFile());
    }

    private static Set<String> memberNames(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return Set.copyOf(texts);
    }
}

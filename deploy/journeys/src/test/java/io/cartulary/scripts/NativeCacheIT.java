package io.cartulary.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/native.sh} on a small checkout, whose Maven and whose native-image are {@link SmallCheckout}'s. */
class NativeCacheIT {

    private Path folder;
    private SmallCheckout checkout;

    @BeforeEach
    void given_a_checkout_with_two_programs(@TempDir Path empty) throws IOException {
        folder = empty;
        checkout = new SmallCheckout(folder).create();
    }

    @Test
    void a_miss_compiles_and_a_hit_does_not() throws Exception {
        assertThat(checkout.build("one").exitCode()).isZero();
        String binary = Files.readString(checkout.binary("one"));
        String log = Files.readString(checkout.log("one"));
        assertThat(checkout.compilations()).containsExactly("one");

        Files.delete(checkout.binary("one"));
        Files.delete(checkout.log("one"));
        assertThat(checkout.build("one").exitCode()).isZero();

        assertThat(checkout.compilations()).containsExactly("one");
        assertThat(checkout.binary("one")).hasContent(binary).isExecutable();
        assertThat(checkout.log("one")).hasContent(log);
    }

    @Test
    void a_binary_that_something_else_has_written_is_replaced() throws Exception {
        checkout.build("one");
        String binary = Files.readString(checkout.binary("one"));

        checkout.append("one/target/one-1.0-runner");
        checkout.build("one");

        assertThat(checkout.compilations()).containsExactly("one");
        assertThat(checkout.binary("one")).hasContent(binary);
    }

    @Test
    void what_was_compiled_before_a_change_is_found_again_when_it_is_taken_back() throws Exception {
        checkout.build("one");
        Path source = folder.resolve("one/src/main/java/One.java");
        String text = Files.readString(source);

        Files.writeString(source, text + "// changed");
        checkout.build("one");
        Files.writeString(source, text);
        checkout.build("one");

        assertThat(checkout.compilations()).containsExactly("one", "one");
        assertThat(checkout.binary("one")).content().contains(text).doesNotContain("changed");
    }

    @Test
    void a_changed_byte_of_what_the_build_reads_has_it_compiled_again() throws Exception {
        String before = checkout.key("one");

        Map<String, String> keys = checkout.keysWithAChange(
                "one",
                "one/src/main/java/One.java",
                "one/src/main/resources/application.properties",
                "one/pom.xml",
                "both/src/main/java/Both.java",
                "both/pom.xml",
                "pom.xml",
                ".mvn/maven.config",
                "jars/library.jar",
                "graalvm/lib/svm/builder.jar",
                "graalvm/bin/native-image");

        assertThat(keys)
                .hasSize(10)
                .allSatisfy((file, key) -> assertThat(key).as(file).isNotEqualTo(before));
        assertThat(checkout.key("one")).as("without a change").isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"CARTULARY_NATIVE_ARGS, -Ob", "QUARKUS_NATIVE_MARCH, native"})
    void another_argument_has_it_compiled_again(String variable, String value) throws Exception {
        String before = checkout.key("one");

        checkout.set(variable, value);

        assertThat(checkout.key("one")).isNotEqualTo(before);
    }

    @Test
    void a_file_that_comes_or_goes_or_has_another_name_has_it_compiled_again() throws Exception {
        String before = checkout.key("one");

        Path added = Files.writeString(folder.resolve("one/src/main/java/Added.java"), "");
        String more = checkout.key("one");
        Files.move(added, added.resolveSibling("Named.java"));
        String renamed = checkout.key("one");
        Files.delete(added.resolveSibling("Named.java"));

        assertThat(Stream.of(before, more, renamed)).doesNotHaveDuplicates();
        assertThat(checkout.key("one")).isEqualTo(before);
    }

    @Test
    void what_the_build_does_not_read_changes_nothing() throws Exception {
        String before = checkout.key("one");

        assertThat(checkout.keysWithAChange(
                        "one", "one/README.md", "one/src/test/java/OneTest.java", "two/src/main/java/Two.java"))
                .hasSize(3)
                .allSatisfy((file, key) -> assertThat(key).as(file).isEqualTo(before));
    }

    @Test
    void programs_that_are_stale_together_are_compiled_in_one_run_and_those_that_are_not_are_left() throws Exception {
        checkout.build("one", "two");
        checkout.append("two/src/main/java/Two.java");
        checkout.build("one", "two");

        assertThat(checkout.compilations()).containsExactly("one two", "two");
    }

    @Test
    void what_was_compiled_before_another_failed_is_kept() throws Exception {
        Files.writeString(folder.resolve("two/fails"), "");
        assertThat(checkout.build("one", "two").exitCode()).isNotZero();
        Files.delete(folder.resolve("two/fails"));

        assertThat(checkout.build("one", "two").exitCode()).isZero();

        assertThat(checkout.compilations()).containsExactly("one two", "two");
    }

    @Test
    void a_warning_that_is_not_explained_fails_also_when_the_binary_was_compiled_before() throws Exception {
        Files.writeString(folder.resolve("one/warnings"), "Warning: this is odd\n");

        for (int time = 1; time <= 2; time++) {
            SmallCheckout.Run run = checkout.build("one", "two");
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.output()).contains("this is odd", "one/README.md");
        }
        assertThat(checkout.compilations()).containsExactly("one two");
        assertThat(checkout.build("two").exitCode())
                .as("another program's warnings are not its own")
                .isZero();

        Files.writeString(folder.resolve("one/README.md"), "Warnings of the build:\n\n- *this is odd*: it is known.\n");
        assertThat(checkout.build("one").exitCode()).isZero();
        assertThat(checkout.compilations()).containsExactly("one two");
    }

    @Test
    void a_damaged_binary_is_compiled_again() throws Exception {
        checkout.build("one");
        String binary = Files.readString(checkout.binary("one"));
        for (Path entry : checkout.entries()) {
            Files.writeString(entry.resolve("one-1.0-runner"), "damaged");
        }

        checkout.build("one");

        assertThat(checkout.compilations()).containsExactly("one", "one");
        assertThat(checkout.binary("one")).hasContent(binary);
    }

    @Test
    void at_most_twelve_are_kept_and_the_one_that_was_used_longest_ago_goes_first() throws Exception {
        checkout.build("one");
        Path used = checkout.entries().getFirst();
        List<Path> older = IntStream.rangeClosed(1, 12)
                .mapToObj(age -> used.resolveSibling("%064x".formatted(age)))
                .toList();
        Instant now = Instant.now();
        for (int age = 0; age < older.size(); age++) {
            Files.createDirectory(older.get(age));
            Files.setLastModifiedTime(older.get(age), FileTime.from(now.minusSeconds(60L * (age + 1))));
        }
        Files.setLastModifiedTime(used, FileTime.from(now.minusSeconds(86400)));

        checkout.build("one");
        checkout.build("two");

        assertThat(checkout.compilations()).containsExactly("one", "two");
        assertThat(checkout.entries()).hasSize(12).contains(used).doesNotContain(older.get(10), older.get(11));
    }
}

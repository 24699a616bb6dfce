package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    private Path folder;

    @Test
    void the_wanted_version_is_found_among_others() throws IOException {
        jdk("a", "21.0.2");
        Path wanted = jdk("b", "17.0.15");

        assertThat(Jdk.find(17, Map.of(), List.of(folder))).contains(new Jdk(wanted));
    }

    @Test
    void the_one_that_the_environment_names_comes_first() throws IOException {
        jdk("jdks/a", "17.0.1");
        Path named = jdk("elsewhere", "17.0.15");

        assertThat(Jdk.find(17, Map.of("CASSANDRA_JAVA_HOME", named.toString()), List.of(folder.resolve("jdks"))))
                .contains(new Jdk(named));
    }

    @Test
    void the_bundles_of_macOS_have_it_two_folders_down() throws IOException {
        Path home = jdk("temurin-17.jdk/Contents/Home", "17.0.15");

        assertThat(Jdk.find(17, Map.of(), List.of(folder))).contains(new Jdk(home));
    }

    @Test
    void a_folder_without_a_java_is_no_JDK() throws IOException {
        Files.delete(jdk("a", "17.0.15").resolve("bin/java"));

        assertThat(Jdk.find(17, Map.of("JAVA_HOME", ""), List.of(folder, folder.resolve("none"))))
                .isEmpty();
    }

    @Test
    void an_archive_is_of_these_very_jars_and_those_that_came_before_go() throws IOException {
        Path kept = Files.createFile(folder.resolve("kafka-init-0000000a.jsa"));
        Path nameless = Files.createFile(folder.resolve("kafka.jsa"));
        Path before = Files.createFile(Jdk.classArchive(folder, "kafka", 1));

        Path now = Files.createFile(Jdk.classArchive(folder, "kafka", 2));

        assertThat(Jdk.classArchive(folder, "kafka", 2)).isEqualTo(now).exists();
        assertThat(kept).exists();
        assertThat(List.of(before, nameless)).noneMatch(Files::exists);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}

package io.cartulary.command.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.flywaydb.core.extensibility.ConfigurationExtension;
import org.flywaydb.core.extensibility.Plugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReflectionInNativeTest {

    @Test
    void all_of_flyways_parts_are_named() {
        assertThat(named(ReflectionInNative.Plugins.class))
                .containsExactlyInAnyOrder(ServiceLoader.load(Plugin.class).stream()
                        .map(part -> part.type().getName())
                        .toArray(String[]::new));
    }

    @Test
    void all_that_a_copied_part_inherits_is_named() {
        assertThat(ServiceLoader.load(Plugin.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .filter(ConfigurationExtension.class::isAssignableFrom)
                        .flatMap(ReflectionInNativeTest::inherited))
                .isNotEmpty()
                .isSubsetOf(ReflectionInNative.Inherited.class
                        .getAnnotation(RegisterForReflection.class)
                        .targets());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReflectionInNative.Plugins.class,
                ReflectionInNative.Explanations.class,
                ReflectionInNative.Driver.class
            })
    void what_is_named_is_there(Class<?> names) {
        for (String name : named(names)) {
            assertThatCode(() -> Class.forName(name)).as(name).doesNotThrowAnyException();
        }
    }

    /** All of Flyway's types above this one. */
    private static Stream<Class<?>> inherited(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .filter(each -> each.getName().startsWith("org.flywaydb."))
                .flatMap(each -> Stream.concat(Stream.of(each), inherited(each)));
    }

    private static String[] named(Class<?> names) {
        return names.getAnnotation(RegisterForReflection.class).classNames();
    }
}

package io.cartulary.command.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ServiceLoader;
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

    private static String[] named(Class<?> names) {
        return names.getAnnotation(RegisterForReflection.class).classNames();
    }
}

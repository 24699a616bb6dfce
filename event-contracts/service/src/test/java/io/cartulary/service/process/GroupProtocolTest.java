package io.cartulary.service.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupProtocolTest {

    @ParameterizedTest
    @ValueSource(strings = {"kafka.group.protocol", "mp.messaging.incoming.events.group.protocol"})
    void the_newer_protocol_is_refused_with_the_name_of_the_setting(String name) {
        assertThatThrownBy(() -> GroupProtocol.check(config(Map.of(name, "consumer"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    @Test
    void the_classic_one_is_not() {
        assertThatCode(() -> GroupProtocol.check(config(Map.of("kafka.group.protocol", "CLASSIC"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> GroupProtocol.check(config(Map.of()))).doesNotThrowAnyException();
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "settings", 100))
                .build();
    }
}

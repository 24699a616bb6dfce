package io.cartulary.service.process;

import static io.cartulary.service.process.AddressCache.REMEMBERED_BY_THE_JDK;
import static io.cartulary.service.process.AddressCache.UNKNOWN_REMEMBERED_BY_THE_JDK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCacheTest {

    private static final String KEY = "cartulary.addresses.remembered";

    private final String unknownRemembered = Security.getProperty(UNKNOWN_REMEMBERED_BY_THE_JDK);

    @AfterEach
    void putThePolicyBack() {
        System.clearProperty(KEY);
        System.clearProperty(REMEMBERED_BY_THE_JDK);
        Security.setProperty(UNKNOWN_REMEMBERED_BY_THE_JDK, unknownRemembered);
    }

    @Test
    void names_are_remembered_for_seconds() {
        AddressCache.bound();

        assertThat(System.getProperty(REMEMBERED_BY_THE_JDK)).isEqualTo("5");
        assertThat(Security.getProperty(UNKNOWN_REMEMBERED_BY_THE_JDK)).isEqualTo("1");
    }

    @Test
    void the_time_is_configuration() {
        System.setProperty(KEY, "2m");

        AddressCache.bound();

        assertThat(System.getProperty(REMEMBERED_BY_THE_JDK)).isEqualTo("120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "PT-1S"})
    void anything_but_a_time_ends_the_start_and_is_named(String value) {
        System.setProperty(KEY, value);

        assertThatThrownBy(AddressCache::bound)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY);
    }
}

package io.cartulary.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Security;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCacheTest {

    private static final String KEY = "cartulary.addresses.remembered";
    private static final String REMEMBERED = "networkaddress.cache.ttl";
    private static final String UNKNOWN_REMEMBERED = "networkaddress.cache.negative.ttl";

    private @Nullable String remembered;
    private @Nullable String unknownRemembered;

    @BeforeEach
    void keepThePolicy() {
        remembered = Security.getProperty(REMEMBERED);
        unknownRemembered = Security.getProperty(UNKNOWN_REMEMBERED);
    }

    @AfterEach
    void putThePolicyBack() {
        System.clearProperty(KEY);
        Security.setProperty(REMEMBERED, remembered == null ? "30" : remembered);
        Security.setProperty(UNKNOWN_REMEMBERED, unknownRemembered == null ? "10" : unknownRemembered);
    }

    @Test
    void names_are_remembered_for_seconds() {
        AddressCache.bound();

        assertThat(Security.getProperty(REMEMBERED)).isEqualTo("5");
        assertThat(Security.getProperty(UNKNOWN_REMEMBERED)).isEqualTo("1");
    }

    @Test
    void the_time_is_configuration() {
        System.setProperty(KEY, "2m");

        AddressCache.bound();

        assertThat(Security.getProperty(REMEMBERED)).isEqualTo("120");
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

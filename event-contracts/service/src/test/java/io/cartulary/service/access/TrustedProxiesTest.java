package io.cartulary.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // peer          | X-Forwarded-For                              | the caller
                "203.0.113.9     | -                                            | 203.0.113.9",
                "203.0.113.9     | 198.51.100.1                                 | 203.0.113.9",
                "10.1.2.3        | -                                            | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1                                 | 198.51.100.1",
                "10.1.2.3        | 1.1.1.1, 198.51.100.1                        | 198.51.100.1",
                "10.1.2.3        | 1.1.1.1, 198.51.100.1, 10.9.9.9              | 198.51.100.1",
                "10.1.2.3        | 10.9.9.9, 10.8.8.8                           | 10.9.9.9",
                "10.1.2.3        | 198.51.100.1:4711                            | 198.51.100.1",
                "192.0.2.7       | 198.51.100.1                                 | 198.51.100.1",
                "192.0.2.8       | 198.51.100.1                                 | 192.0.2.8",
                "10.1.2.3        | unknown                                      | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1, localhost                      | 10.1.2.3",
                "10.1.2.3        | 198.51.100.1,                                | 10.1.2.3",
                "10.1.2.3        | 999.1.1.1                                    | 10.1.2.3",
                "fd00:0:0:1::5   | [2001:db8:1:2:3:4:5:6]:4711                  | 2001:db8:1:2:0:0:0:0/64",
                "2001:db8:1:2::1 | 198.51.100.1                                 | 2001:db8:1:2:0:0:0:0/64",
                "::ffff:10.1.2.3 | 198.51.100.1                                 | 198.51.100.1"
            })
    void the_caller_is_the_last_hop_that_is_no_proxy_of_ours(String peer, @Nullable String forwarded, String caller) {
        assertThat(proxies.caller(peer, forwarded == null ? List.of() : List.of(forwarded)))
                .isEqualTo(caller);
    }

    @Test
    void several_forwarding_headers_are_read_as_one() {
        assertThat(proxies.caller("10.1.2.3", List.of("1.1.1.1", "198.51.100.1", "10.2.2.2")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void without_proxies_the_header_says_nothing() {
        assertThat(new TrustedProxies(List.of()).caller("10.1.2.3", List.of("198.51.100.1")))
                .isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.example", "", "fd00::/129"})
    void what_is_no_network_is_told_at_the_start(String network) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TRUSTED_PROXIES");
    }
}

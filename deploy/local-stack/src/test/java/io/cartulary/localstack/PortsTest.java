package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {

    @Test
    void a_port_with_a_listener_is_taken() throws IOException {
        int port = Ports.free();
        assertThat(Ports.isFree(port)).isTrue();

        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(port)).isFalse();
        }
    }

    @Test
    void a_listener_on_every_address_takes_the_port_too() throws IOException {
        try (var everywhere = new ServerSocket(0)) {
            assertThat(Ports.isFree(everywhere.getLocalPort())).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_holder_of_a_port_is_named() throws IOException {
        try (var listener = new ServerSocket(0)) {
            assertThat(Ports.holder(listener.getLocalPort()))
                    .hasValueSatisfying(holder -> assertThat(holder)
                            .contains("java")
                            .contains(Long.toString(ProcessHandle.current().pid())));
        }
    }
}

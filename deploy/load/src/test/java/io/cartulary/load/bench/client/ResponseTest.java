package io.cartulary.load.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.load.bench.service.Arrivals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseTest {

    private static final String DONE =
            "HTTP/1.1 200 OK\r\nConsistency-Token: 5:1234\r\ncontent-length: 9\r\n\r\n{\"id\":\"\"}";
    private static final String REFUSED = "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}";

    private final Response response = new Response();
    private ServerSocketChannel listening;
    private SocketChannel client;
    private SocketChannel service;

    @BeforeEach
    void connect() throws IOException {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(listening.getLocalAddress());
        service = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        service.close();
        listening.close();
    }

    @Test
    void an_answer_is_read_with_its_headers_and_its_body() throws IOException {
        whenTheServiceSends(DONE);

        assertThat(response.read(client)).isTrue();
        assertThat(response.isSuccess()).isTrue();
        assertThat(Arrivals.Place.parse(response.header("consistency-token"))).isEqualTo(new Arrivals.Place(5, 1234));
        assertThat(response.body()).isEqualTo("{\"id\":\"\"}");
    }

    @Test
    void an_answer_in_pieces_is_complete_with_the_last_of_them() throws IOException {
        for (int i = 0; i < DONE.length() - 1; i++) {
            whenTheServiceSends(DONE.substring(i, i + 1));
            assertThat(response.read(client)).isFalse();
        }
        whenTheServiceSends(DONE.substring(DONE.length() - 1));

        assertThat(response.read(client)).isTrue();
        assertThat(response.body()).isEqualTo("{\"id\":\"\"}");
    }

    @Test
    void one_answer_after_the_other_is_read() throws IOException {
        whenTheServiceSends(DONE);
        assertThat(response.read(client)).isTrue();
        response.clear();
        whenTheServiceSends(REFUSED);

        assertThat(response.read(client)).isTrue();
        assertThat(response.isSuccess()).isFalse();
        assertThat(response).hasToString("HTTP/1.1 409 Conflict {}");
    }

    @Test
    void an_answer_of_unknown_length_and_a_closed_connection_are_errors() throws IOException {
        whenTheServiceSends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThatThrownBy(() -> response.read(client)).hasMessageContaining("lacks content-length");

        service.close();
        assertThatThrownBy(() -> response.read(client)).hasMessageContaining("closed");
    }

    private void whenTheServiceSends(String text) throws IOException {
        service.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }
}

package io.cartulary.load.bench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * An HTTP/1.1 response, as far as the benchmark needs it: with a Content-Length. The buffer is reused for each
 * response.
 */
public final class Response {

    /** An answer to a command has some 300 bytes, a problem some 500. */
    private static final int CAPACITY = 16 * 1024;

    private static final int UNKNOWN = -1;

    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
    private String head = "";
    private int end = UNKNOWN;

    /**
     * Reads what has arrived.
     *
     * @return whether the response is complete
     */
    boolean read(SocketChannel channel) throws IOException {
        if (channel.read(bytes) < 0) {
            throw new EOFException("the service closed a connection");
        }
        if (end == UNKNOWN) {
            readHead();
        }
        return end != UNKNOWN && bytes.position() >= end;
    }

    private void readHead() throws IOException {
        byte[] array = bytes.array();
        for (int i = 3; i < bytes.position(); i++) {
            if (array[i] == '\n' && array[i - 1] == '\r' && array[i - 2] == '\n') {
                head = new String(array, 0, i + 1, ISO_8859_1);
                end = i + 1 + Integer.parseInt(header("content-length"));
                return;
            }
        }
    }

    /** Clears the buffer for the next one. */
    public void clear() {
        bytes.clear();
        end = UNKNOWN;
    }

    public boolean isSuccess() {
        return head.charAt("HTTP/1.1 ".length()) == '2';
    }

    /** The value of a header, by its name in small letters. */
    public String header(String name) throws IOException {
        for (int line = head.indexOf('\n') + 1; line > 0 && line < head.length(); line = head.indexOf('\n', line) + 1) {
            if (head.regionMatches(true, line, name, 0, name.length()) && head.charAt(line + name.length()) == ':') {
                return head.substring(line + name.length() + 1, head.indexOf('\r', line))
                        .strip();
            }
        }
        throw new IOException("a response lacks " + name + ": " + head);
    }

    public String body() {
        return new String(bytes.array(), head.length(), end - head.length(), ISO_8859_1);
    }

    /** The status line and the body. */
    @Override
    public String toString() {
        return head.lines().findFirst().orElse("") + " " + body();
    }
}

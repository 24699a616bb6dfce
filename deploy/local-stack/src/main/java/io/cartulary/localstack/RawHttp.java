package io.cartulary.localstack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** Raw requests for tests, which no client would send: dots in paths, empty and repeated headers. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /** @param headers by name, in any case; the last value of a repeated one */
    public record Answer(int status, Map<String, String> headers, String body) {

        private static Answer parsed(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (!text.startsWith("HTTP/1.1 ") || end < 0) {
                throw new Failure("not an HTTP answer: '%s'".formatted(text));
            }
            String[] lines = text.substring(0, end).split("\r\n", -1);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < lines.length; i++) {
                String[] header = lines[i].split(":", 2);
                headers.put(header[0], header[1].strip());
            }
            return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, text.substring(end + 4));
        }
    }

    /**
     * Sends a request and reads its answer to the end.
     *
     * @param request its lines, with {@code \n} between them, an empty one and perhaps a body at the end. {@code Host}
     * and {@code Connection: close} are added
     */
    public static Answer send(int port, String request) {
        String[] parts = request.split("\n\n", 2);
        String head = parts[0].strip().replace("\n", "\r\n");
        String body = parts.length > 1 ? parts[1] : "";
        String text = head + "\r\nHost: localhost\r\nConnection: close\r\n"
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return Answer.parsed(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package io.cartulary.load.bench.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A keep-alive connection, with one request under way at a time. */
public final class HttpConnection {

    private final int number;
    private final SocketChannel channel;
    private final Response response = new Response();
    private volatile long due;

    HttpConnection(int number, URI service) throws IOException {
        this.number = number;
        this.channel = SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    int number() {
        return number;
    }

    SocketChannel channel() {
        return channel;
    }

    public Response response() {
        return response;
    }

    /** The time when the request under way was due, by {@link System#nanoTime}. */
    public long due() {
        return due;
    }

    /** @param due when it should be sent; not in the future */
    void send(byte[] request, long due) throws IOException {
        this.due = due;
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

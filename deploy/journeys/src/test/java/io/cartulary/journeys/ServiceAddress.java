package io.cartulary.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one address of several replicas, as a Service of Kubernetes has it: each new connection goes to the next replica, and
 * stays there.
 */
final class ServiceAddress implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final ServerSocket listener;
    private final List<URI> replicas = new CopyOnWriteArrayList<>();
    private int turn;

    ServiceAddress() throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void add(URI replica) {
        replicas.add(replica);
    }

    /** Connections that it has stay. */
    void remove(URI replica) {
        replicas.remove(replica);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                URI replica = replicas.get(turn++ % replicas.size());
                Thread.ofVirtual().start(() -> connect(client, replica));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void connect(Socket client, URI replica) {
        try {
            var upstream = new Socket(replica.getHost(), replica.getPort());
            Thread.ofVirtual().start(() -> copy(client, upstream));
            copy(upstream, client);
        } catch (IOException _) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one of them has closed: so does the other
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

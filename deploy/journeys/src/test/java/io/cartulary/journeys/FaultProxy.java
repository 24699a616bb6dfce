package io.cartulary.journeys;

import io.cartulary.localstack.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server that is refused, silent or forwarded to the server, over TCP. A connection that was accepted while
 * the address was silent stays silent, as it does when packets are lost.
 */
final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 128;

    /** What happens to a new connection. */
    enum Mode {
        SILENT,
        FORWARDED,

        /** It gets a certificate that nobody trusts. */
        FOREIGN_CERTIFICATE
    }

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int port;
    private final int server;
    private final @Nullable SSLContext foreign;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.SILENT;
    private @Nullable ServerSocket listener;

    /** Connections are refused until {@link #set}. */
    FaultProxy(int server) {
        this(server, null);
    }

    /** @param foreign with a certificate that nobody trusts */
    FaultProxy(int server, @Nullable SSLContext foreign) {
        this.server = server;
        this.foreign = foreign;
        this.port = Ports.free();
    }

    int port() {
        return port;
    }

    /** Accepts connections from now on. */
    synchronized void set(Mode next) throws IOException {
        mode = next;
        if (listener == null) {
            var accepting = new ServerSocket(port, BACKLOG, loopback);
            listener = accepting;
            Thread.ofVirtual().start(() -> accept(accepting));
        }
    }

    /** Connections are refused from now on, until {@link #set}, and those that are open end. */
    synchronized void refuse() {
        close();
        open.clear();
        listener = null;
    }

    private void accept(ServerSocket accepting) {
        try {
            while (true) {
                Socket client = accepting.accept();
                open.add(client);
                switch (mode) {
                    case SILENT -> {}
                    case FORWARDED -> forward(client);
                    case FOREIGN_CERTIFICATE -> Thread.ofVirtual().start(() -> showForeignCertificate(client));
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void forward(Socket client) throws IOException {
        try {
            var upstream = new Socket(loopback, server);
            open.add(upstream);
            Thread.ofVirtual().start(() -> copy(client, upstream));
            Thread.ofVirtual().start(() -> copy(upstream, client));
        } catch (IOException _) {
            client.close();
        }
    }

    private void showForeignCertificate(Socket client) {
        try (client;
                var secured = (SSLSocket) foreign().createSocket(client, "", client.getPort(), true)) {
            secured.setUseClientMode(false);
            secured.startHandshake();
            // a client that goes on after that trusts it
            secured.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // the client has not trusted it
        }
    }

    private SSLSocketFactory foreign() {
        SSLContext context = foreign;
        if (context == null) {
            throw new IllegalStateException("no foreign certificate");
        }
        return context.getSocketFactory();
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException _) {
            // one of them has closed: so does the other
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (listener != null) {
                listener.close();
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

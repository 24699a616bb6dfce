package io.cartulary.localstack;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Checks a server on this machine, in its own protocol, whether it is ready for work. */
@FunctionalInterface
interface Probe {

    boolean passes() throws InterruptedException;

    /** The server greets a new connection: packet header, then protocol version 10. */
    static Probe mysql(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                return socket.getInputStream().readNBytes(5)[4] == 10;
            } catch (IOException | ArrayIndexOutOfBoundsException _) {
                return false;
            }
        };
    }

    /** An OPTIONS frame of the native protocol, version 4, is answered with SUPPORTED. */
    static Probe cassandra(int port) {
        byte options = 5;
        byte supported = 6;
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(new byte[] {4, 0, 0, 0, options, 0, 0, 0, 0});
                byte[] header = new byte[9];
                new DataInputStream(socket.getInputStream()).readFully(header);
                return header[4] == supported;
            } catch (IOException _) {
                return false;
            }
        };
    }

    /** The cluster's metadata names a broker. */
    static Probe kafka(int port) {
        return () -> {
            if (Ports.isFree(port)) {
                return false;
            }
            Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
            try (Admin admin = Admin.create(config)) {
                return !admin.describeCluster().nodes().get().isEmpty();
            } catch (ExecutionException _) {
                return false;
            }
        };
    }

    /** A GET is answered with 200. */
    static Probe http(URI uri) {
        return () -> {
            try {
                var connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout(1_000);
                connection.setReadTimeout(5_000);
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } catch (IOException _) {
                return false;
            }
        };
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(2_000);
        return socket;
    }
}

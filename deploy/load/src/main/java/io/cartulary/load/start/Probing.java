package io.cartulary.load.start;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cartulary.localstack.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts a service and probes it every half millisecond. */
final class Probing {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofNanos(500_000);
    private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);

    private final Service service;
    private final long started = System.nanoTime();

    private Probing(Service service) {
        this.service = service;
    }

    /** The time counts from before the process is made. */
    static Probing start(Service service) {
        var probing = new Probing(service);
        service.startWithoutWaiting();
        return probing;
    }

    /** @return the milliseconds until the probe, such as {@code live}, was first answered with 200 */
    double awaitMillis(String probe) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isOk(service.uri(), "/q/health/" + probe)) {
            if (System.nanoTime() > deadline || !service.isAlive()) {
                throw new IllegalStateException("%s is not %s; see %s".formatted(service.uri(), probe, service.log()));
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return (System.nanoTime() - started) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static boolean isOk(URI service, String path) {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(path)
                            .getBytes(US_ASCII));
            return Arrays.equals(socket.getInputStream().readNBytes(OK.length), OK);
        } catch (IOException _) {
            return false;
        }
    }
}

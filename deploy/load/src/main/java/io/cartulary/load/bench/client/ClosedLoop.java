package io.cartulary.load.bench.client;

import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A number of clients over HTTP; each sends the next command when the last is answered. */
public final class ClosedLoop implements Load {

    private final List<URI> services;
    private final int clients;
    private final Requests requests;
    private @Nullable HttpConnections connections;

    public ClosedLoop(List<URI> services, int clients, Requests requests) {
        this.services = services;
        this.clients = clients;
        this.requests = requests;
    }

    @Override
    public void start(Tally tally) throws IOException {
        connections = new HttpConnections(services, clients, (all, connection) -> answered(all, connection, tally));
        for (HttpConnection connection : connections.all()) {
            send(connections, connection);
        }
        connections.start();
    }

    private void answered(HttpConnections all, HttpConnection connection, Tally tally) throws IOException {
        Response response = connection.response();
        if (response.isSuccess()) {
            tally.done(1, System.nanoTime() - connection.due());
        } else {
            tally.failed(response);
        }
        response.clear();
        if (!all.isStopping()) {
            send(all, connection);
        }
    }

    private void send(HttpConnections all, HttpConnection connection) throws IOException {
        all.send(connection, requests.next(connection.number()), System.nanoTime());
    }

    @Override
    public void stop() throws Exception {
        Objects.requireNonNull(connections, "not started").stop();
    }
}

package io.cartulary.load.bench.read;

import io.cartulary.load.bench.client.Carts;
import io.cartulary.load.bench.client.HttpConnection;
import io.cartulary.load.bench.client.HttpConnections;
import io.cartulary.load.bench.client.OpenLoop;
import io.cartulary.load.bench.client.Requests;
import io.cartulary.load.bench.client.Response;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.server.Deployment;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Commands at a steady rate, and a query after some of them: as soon as such a command is answered, a query for its
 * cart is sent to the query side, with the answer's Consistency-Token. The time of a query counts from the command's
 * answer, even when no connection is free for it at that moment.
 */
public final class FreshReads implements Load {

    private static final int CONNECTIONS = 256;

    /** The share of commands with a query: queries are not the subject of the measurement. */
    private static final double FOLLOWED = 0.1;

    /**
     * The minimum number of queries a second, as long as there are enough commands, so that percentiles have a basis.
     */
    private static final int LEAST_QUERIES = 20;

    private static final int MOST_QUERIES = 200;

    private final OpenLoop commands;
    private final URI queries;
    private final int every;
    private final Tally ofCommands;
    private final Queue<Question> waiting = new ArrayDeque<>();
    private final Queue<HttpConnection> idle = new ArrayDeque<>();
    private @Nullable HttpConnections connections;
    private long answered;

    private record Question(String cart, String token, long due) {}

    /**
     * @param perSecond the number of commands a second
     * @param ofCommands counts them, while the load's own tally counts queries
     */
    FreshReads(List<URI> services, URI queries, double perSecond, Requests requests, Tally ofCommands) {
        this.commands = new OpenLoop(services, perSecond, requests, this::commandAnswered);
        this.queries = queries;
        this.every = (int)
                Math.max(1, Math.round(perSecond / Math.clamp(FOLLOWED * perSecond, LEAST_QUERIES, MOST_QUERIES)));
        this.ofCommands = ofCommands;
    }

    @Override
    public void start(Tally tally) throws IOException {
        var all =
                new HttpConnections(List.of(queries), CONNECTIONS, (_, connection) -> queryAnswered(connection, tally));
        connections = all;
        idle.addAll(all.all());
        all.start();
        commands.start(ofCommands);
    }

    private void commandAnswered(Response response, long nanoTime) throws IOException {
        if (answered++ % every == 0) {
            ask(new Question(Deployment.id(response.body()), response.header("consistency-token"), nanoTime));
        }
    }

    private void queryAnswered(HttpConnection connection, Tally tally) throws IOException {
        Response response = connection.response();
        if (response.isSuccess()) {
            tally.done(1, System.nanoTime() - connection.due());
        } else {
            tally.failed(response);
        }
        response.clear();
        free(connection);
    }

    private synchronized void ask(Question question) throws IOException {
        waiting.add(question);
        send();
    }

    private synchronized void free(HttpConnection connection) throws IOException {
        idle.add(connection);
        send();
    }

    /** As many as there are free connections. */
    private void send() throws IOException {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            Question question = waiting.remove();
            byte[] request = Carts.fresh(question.cart(), question.token());
            Objects.requireNonNull(connections, "not started").send(idle.remove(), request, question.due());
        }
    }

    @Override
    public void stop() throws Exception {
        try {
            commands.stop();
        } finally {
            Objects.requireNonNull(connections, "not started").stop();
        }
    }
}

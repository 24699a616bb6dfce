package io.cartulary.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests to the services by the beginning of their path, as the ingress of a cluster does, so that a browser sees one
 * origin. Bodies are streamed both ways and never kept, and events without end pass as they come.
 */
public final class Gateway {

    /** So many connections of clients may be open; one more is closed at once. */
    static final int CONNECTIONS = 1_000;

    /** So many connections to each service may be open: a stream of live events takes one. */
    static final int CONNECTIONS_TO_A_SERVICE = 512;

    /** So many requests wait for one of these; one more is answered 503. */
    static final int WAITING = 512;

    /** A service has so long to accept a connection. */
    static final int CONNECT_MILLIS = 2_000;

    /** A connection on which nothing comes or goes is closed after so long; live events have a heartbeat every 15 s. */
    static final int IDLE_SECONDS = 60;

    private static final int NOT_FOUND = 404;
    private static final int FOUND = 302;

    private final Vertx vertx;
    private final Map<String, HttpProxy> routes;
    private final AtomicInteger connections = new AtomicInteger();

    /** @param commands where the command side is, {@code http://127.0.0.1:8081} */
    public Gateway(Vertx vertx, URI commands, URI queries) {
        this.vertx = vertx;
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_TO_A_SERVICE)
                .setMaxWaitQueueSize(WAITING)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
        HttpProxy toQueries = proxy(client, queries);
        this.routes = Map.of("commands", proxy(client, commands), "queries", toQueries, "console", toQueries);
    }

    private static HttpProxy proxy(HttpClient client, URI origin) {
        return HttpProxy.reverseProxy(client).origin(origin.getPort(), origin.getHost());
    }

    /** Listens on the loopback interface; {@code GATEWAY_PORT}, {@code COMMANDS} and {@code QUERIES} in the environment. */
    public static void main(String... arguments) {
        Map<String, String> environment = System.getenv();
        var gateway = new Gateway(
                Vertx.vertx(),
                URI.create(environment.getOrDefault("COMMANDS", "http://127.0.0.1:8081")),
                URI.create(environment.getOrDefault("QUERIES", "http://127.0.0.1:8082")));
        gateway.listen(Integer.parseInt(environment.getOrDefault("GATEWAY_PORT", "8080")))
                .onSuccess(server -> System.out.println("Listening on port " + server.actualPort()))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    /** @param port 0 for any free one */
    public Future<HttpServer> listen(int port) {
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .connectionHandler(this::admit)
                .requestHandler(this::route)
                .listen();
    }

    private void admit(HttpConnection connection) {
        connection.closeHandler(_ -> connections.decrementAndGet());
        if (connections.incrementAndGet() > CONNECTIONS) {
            connection.close();
        }
    }

    private void route(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        String first = path.split("/", 3).length > 1 ? path.split("/", 3)[1] : "";
        HttpProxy proxy = routes.get(first);
        if (proxy != null) {
            proxy.handle(request);
        } else if (path.equals("/")) {
            request.response()
                    .setStatusCode(FOUND)
                    .putHeader(HttpHeaders.LOCATION, "/console/")
                    .end();
        } else if (path.equals("/health")) {
            request.response().end("up");
        } else {
            request.response().setStatusCode(NOT_FOUND).end("There is /commands, /queries and /console.");
        }
    }
}

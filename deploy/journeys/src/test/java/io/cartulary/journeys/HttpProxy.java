package io.cartulary.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A reverse proxy that sends a POST once, as proxies do: one that can't be answered is 502. The JDK's client does not repeat
 * a POST either.
 */
final class HttpProxy implements AutoCloseable {

    private static final int BAD_GATEWAY = 502;

    private final URI service;
    private final boolean keepsConnections;
    private final HttpClient kept = client();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** @param keepsConnections whether several requests go to the service over one connection */
    HttpProxy(URI service, boolean keepsConnections) throws IOException {
        this.service = service;
        this.keepsConnections = keepsConnections;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    }

    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                .build();
        try (exchange) {
            answer(exchange, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = send(request);
        } catch (IOException failure) {
            byte[] why = failure.toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(BAD_GATEWAY, why.length);
            exchange.getResponseBody().write(why);
            return;
        }
        exchange.sendResponseHeaders(response.statusCode(), response.body().length);
        exchange.getResponseBody().write(response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException, IOException {
        if (keepsConnections) {
            return kept.send(request, BodyHandlers.ofByteArray());
        }
        try (HttpClient once = client()) {
            return once.send(request, BodyHandlers.ofByteArray());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        kept.close();
    }
}

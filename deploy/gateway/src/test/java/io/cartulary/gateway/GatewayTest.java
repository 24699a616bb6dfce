package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    /** The second event of a stream is sent once the first has arrived. */
    private final CountDownLatch firstHasCome = new CountDownLatch(1);

    private URI gateway = URI.create("http://127.0.0.1");

    @BeforeEach
    void two_services_behind_it() throws Exception {
        URI commands = serve("commands");
        URI queries = serve("queries");
        gateway = at(await(new Gateway(vertx, commands, queries).listen(0)).actualPort());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        await(vertx.close());
    }

    @Test
    void the_beginning_of_a_path_says_where_it_leads() throws Exception {
        assertThat(get("/commands/v1/carts").body()).isEqualTo("commands /commands/v1/carts");
        assertThat(get("/queries/v1/carts?limit=1").body()).isEqualTo("queries /queries/v1/carts?limit=1");
        assertThat(get("/console/orders").body()).isEqualTo("queries /console/orders");
        assertThat(get("/q/metrics").statusCode()).isEqualTo(404);
        assertThat(get("/commandsx").statusCode()).isEqualTo(404);
        assertThat(get("/").headers().firstValue("Location")).contains("/console/");
    }

    @Test
    void bodies_and_headers_pass() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(gateway.resolve("/commands/echo"))
                        .header("If-Match", "\"3\"")
                        .POST(BodyPublishers.ofString("x".repeat(100_000)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).hasSize(100_000);
        assertThat(answer.headers().firstValue("ETag")).contains("\"3\"");
    }

    @Test
    void events_pass_as_they_come() throws Exception {
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(gateway.resolve("/queries/events")).build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: 1");
            firstHasCome.countDown();
            assertThat(lines.readLine()).isEqualTo("data: 2");
        }
    }

    @Test
    void a_service_that_is_away_is_a_bad_gateway() throws Exception {
        URI alone = at(
                await(new Gateway(vertx, URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:1")).listen(0))
                        .actualPort());
        assertThat(client.send(
                                HttpRequest.newBuilder(alone.resolve("/queries/x"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(502);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(gateway.resolve(path)).build(), BodyHandlers.ofString());
    }

    private URI serve(String name) throws Exception {
        return at(await(vertx.createHttpServer()
                        .requestHandler(request -> answer(name, request))
                        .listen(0, "127.0.0.1"))
                .actualPort());
    }

    private void answer(String name, HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/commands/echo" ->
                request.body()
                        .onSuccess(body -> request.response()
                                .putHeader("ETag", String.valueOf(request.getHeader("If-Match")))
                                .end(body));
            case "/queries/events" -> {
                request.response().setChunked(true).write("data: 1\n");
                vertx.executeBlocking(() -> firstHasCome.await(20, TimeUnit.SECONDS))
                        .onSuccess(come -> request.response().end(come ? "data: 2\n" : ""));
            }
            default -> request.response().end(name + " " + request.uri());
        }
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

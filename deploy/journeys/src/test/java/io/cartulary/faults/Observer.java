package io.cartulary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.localstack.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Observes a service from outside: its probes, its metrics, its JVM. */
record Observer(Service service) {

    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

    boolean isAlive() throws IOException, InterruptedException {
        return get("/q/health/live").statusCode() == 200;
    }

    /** The heap in use after a full collection. */
    long liveMegabytes() throws IOException, InterruptedException {
        collectGarbage();
        double bytes = get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(HEAP))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        assertThat(bytes).as("bytes in use, from the metrics").isPositive();
        return Math.round(bytes / (1 << 20));
    }

    private void collectGarbage() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collection = new ProcessBuilder(jcmd, Long.toString(service.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(collection.waitFor()).as("exit code of jcmd GC.run").isZero();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(service.uri().resolve(path)).build(), BodyHandlers.ofString());
        }
    }
}

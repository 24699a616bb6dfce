package io.cartulary.load.start;

import io.cartulary.load.start.Figures.Figure;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;

/**
 * Measures one subject.
 *
 * @param length how long it is idle, or under load, before its memory is measured
 */
record Trial(Subject subject, Figures figures, Duration length) {

    /** Once without any dependency, once with all. */
    void starts() throws Exception {
        Service alone = subject.down();
        figures.add(Figure.LIVE_ALONE, Probing.start(alone).awaitMillis("live"));
        alone.kill();
        Service service = subject.up();
        Probing probing = Probing.start(service);
        figures.add(Figure.LIVE, probing.awaitMillis("live"));
        figures.add(Figure.READY, probing.awaitMillis("ready"));
        Thread.sleep(length);
        figures.add(Figure.IDLE, Memory.resident(service.pid()));
        // A graceful stop: otherwise Kafka would keep the partitions for a consumer that is gone, and the next start
        // would wait.
        service.stop();
    }

    /**
     * The maximum rate, twice, because the first run warms it up; then the load's part of that. A subject that answers
     * no requests is left out.
     */
    void underLoad(HttpClient client, Shop shop, double load) throws Exception {
        if (subject.side().isEmpty()) {
            return;
        }
        Service service = subject.up().start();
        var traffic = new Traffic(
                client,
                subject.side().get() == Side.COMMAND ? shop.commands(service.uri()) : shop.queries(service.uri()));
        traffic.flatOut(length);
        double rate = traffic.flatOut(length);
        figures.add(Figure.RATE, rate);
        var memory = new DoubleSummaryStatistics();
        traffic.steadily(load * rate, length, () -> memory.accept(Memory.resident(service.pid())));
        figures.add(Figure.LOADED, memory.getMax());
        service.stop();
    }
}

package io.cartulary.load.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * A deployment under measurement.
 *
 * @param rates the commands a second, by number of clients, that it took last
 */
record Site(Servers servers, Deployment deployment, Topic topic, Window window, Map<Integer, Double> rates) {

    /** For the relay, to come after what a measurement has left. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);

    static Site start(Servers servers, Deployment deployment, Connection mysql) {
        return new Site(
                servers,
                deployment,
                new Topic(
                        servers.endpoints().kafkaBootstrap(), deployment.world().topic()),
                new Window(new Costs(mysql, servers.processes(deployment.pids()))),
                new ConcurrentHashMap<>());
    }

    Carts carts() {
        return deployment.carts();
    }

    Load load(int clients, Requests requests) {
        return new ClosedLoop(deployment.uris(), clients, requests);
    }

    /** Leaves nothing to do for the services when it returns. */
    Reading closedLoop(int clients, Requests requests, Duration length) throws Exception {
        Reading reading = window.watch(load(clients, requests), length);
        rates.put(clients, reading.value());
        return reading.noting(settle());
    }

    /** How many commands a second it takes at most, as measured last, or now. */
    double capacity(Duration length) throws Exception {
        if (rates.isEmpty()) {
            closedLoop(Scale.CLIENTS, carts()::any, length);
        }
        return rates.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /**
     * Waits until all that is stored is on Kafka, too: what is measured next should not pay for it.
     *
     * @return what to say when it takes too long, or nothing
     */
    String settle() throws Exception {
        try {
            topic.awaitAllOf(deployment.store(), SETTLED_WITHIN);
            return "";
        } catch (TimeoutException behind) {
            return "the relay is behind: " + behind.getMessage();
        }
    }

    void close() throws InterruptedException, SQLException {
        topic.close();
        deployment.close();
    }
}

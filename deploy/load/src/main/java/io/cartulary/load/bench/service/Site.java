package io.cartulary.load.bench.service;

import io.cartulary.load.bench.client.Carts;
import io.cartulary.load.bench.client.ClosedLoop;
import io.cartulary.load.bench.client.Requests;
import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.server.Deployment;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.load.bench.server.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * A deployment under measurement.
 *
 * @param rates its last command rates a second, by number of clients
 */
public record Site(Servers servers, Deployment deployment, Topic topic, Window window, Map<Integer, Double> rates) {

    /** The relay's time to catch up after a measurement. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);

    public static Site start(Servers servers, Deployment deployment, Connection mysql) {
        return new Site(
                servers,
                deployment,
                new Topic(
                        servers.endpoints().kafkaBootstrap(), deployment.world().topic()),
                new Window(new Costs(mysql, servers.processes(deployment.pids()))),
                new ConcurrentHashMap<>());
    }

    public Carts carts() {
        return deployment.carts();
    }

    public Load load(int clients, Requests requests) {
        return new ClosedLoop(deployment.uris(), clients, requests);
    }

    /** The services have no work left when it returns. */
    Reading closedLoop(int clients, Requests requests, Duration length) throws Exception {
        Reading reading = window.watch(load(clients, requests), length);
        rates.put(clients, reading.value());
        return reading.noting(settle());
    }

    /** The maximum number of commands a second, from the last measurement or a new one. */
    double capacity(Duration length) throws Exception {
        if (rates.isEmpty()) {
            closedLoop(Scale.CLIENTS, carts()::any, length);
        }
        return rates.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /**
     * Waits until all stored events are in Kafka: the next measurement should not pay for them.
     *
     * @return a message when it takes too long, or nothing
     */
    public String settle() throws Exception {
        try {
            topic.awaitAllOf(deployment.store(), SETTLED_WITHIN);
            return "";
        } catch (TimeoutException behind) {
            return "the relay is behind: " + behind.getMessage();
        }
    }

    public void close() throws InterruptedException, SQLException {
        topic.close();
        deployment.close();
    }
}

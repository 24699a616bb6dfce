package io.cartulary.load.bench.service;

import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.server.Deployment;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.localstack.Packaging;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** H: commands over HTTP, to services that run as processes. */
public final class HttpSubject implements Subject {

    private final Servers servers;
    private final Scale scale;
    private final Connection mysql;
    private final Variant variant;
    private @Nullable Site site;

    /** The ways to run the services. */
    public enum Variant {
        ONE("H"),
        /** With a cache for few streams: nearly every command has to read its stream first. */
        COLD("H cold"),
        SEVERAL("H×" + Scale.REPLICAS),
        NATIVE("H native");

        private final String title;

        Variant(String title) {
            this.title = title;
        }
    }

    public HttpSubject(Servers servers, Scale scale, Connection mysql, Variant variant) {
        this.servers = servers;
        this.scale = scale;
        this.mysql = mysql;
        this.variant = variant;
    }

    /** Commands over all carts. */
    public static String uniform(Variant variant, int clients) {
        return variant.title + " " + clients;
    }

    /** All clients on one cart. */
    public static String hot(int clients) {
        return Variant.ONE.title + " hot " + clients;
    }

    /** Every cart's commands come to the same replica. */
    public static String sticky(int clients) {
        return Variant.SEVERAL.title + " sticky " + clients;
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        List<Integer> clients = switch (variant) {
            case ONE, NATIVE -> scale.clients();
            case COLD -> List.of(Scale.CLIENTS);
            case SEVERAL -> Scale.MANY;
        };
        for (int n : clients) {
            measurements.add(rate(uniform(variant, n), (s, length) -> s.closedLoop(n, s.carts()::any, length)));
        }
        if (variant == Variant.ONE) {
            measurements.add(
                    rate(hot(Scale.CLIENTS), (s, length) -> s.closedLoop(Scale.CLIENTS, s.carts()::hot, length)));
            measurements.addAll(new RelayMeasurements(scale, this::started).all());
            measurements.add(new Measurement(
                    "H on disk",
                    "bytes/event",
                    _ -> Reading.of(started().deployment().store().bytesPerEvent())));
        }
        if (variant == Variant.SEVERAL) {
            for (int n : Scale.MANY) {
                measurements.add(rate(
                        sticky(n), (s, length) -> s.closedLoop(n, s.carts().sticky(Scale.REPLICAS), length)));
            }
        }
        return measurements;
    }

    private Measurement rate(String name, OnSite run) {
        return Measurement.rate(name, "commands", length -> run.of(started(), length));
    }

    @FunctionalInterface
    private interface OnSite {
        Reading of(Site site, Duration length) throws Exception;
    }

    /** The creation of the carts warms the service up, too. */
    @Override
    public void prepare() throws Exception {
        Site starting = Site.start(servers, deployment(), mysql);
        site = starting;
        Window.warmUp(starting.load(Scale.CLIENTS, starting.carts()::any), scale.warmUp());
        starting.settle();
    }

    private Deployment deployment() throws Exception {
        int carts = scale.streams();
        return switch (variant) {
            case ONE -> Deployment.start(servers, Packaging.JVM, 1, Map.of(), carts);
            case COLD ->
                Deployment.start(
                        servers,
                        Packaging.JVM,
                        1,
                        Map.of("CARTULARY_EVENT_LOG_REMEMBERED_STREAMS", Integer.toString(carts / 100)),
                        carts);
            case SEVERAL -> Deployment.start(servers, Packaging.JVM, Scale.REPLICAS, Map.of(), carts);
            case NATIVE -> Deployment.start(servers, Packaging.NATIVE, 1, Map.of(), carts);
        };
    }

    private Site started() {
        if (site == null) {
            throw new IllegalStateException("not prepared");
        }
        return site;
    }

    @Override
    public void close() throws Exception {
        if (site != null) {
            site.close();
            site = null;
        }
    }
}

package io.cartulary.load.bench.server;

import io.cartulary.load.bench.client.Carts;
import io.cartulary.load.bench.client.Repeated;
import io.cartulary.localstack.Packaging;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Command services as processes, in a world of their own, with a product and carts. */
public record Deployment(World world, Store store, List<Service> services, Carts carts) {

    private static final int CLIENTS = 64;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** @param environment the differences from the defaults */
    public static Deployment start(
            Servers servers, Packaging packaging, int replicas, Map<String, String> environment, int carts)
            throws Exception {
        World world = World.prepared(servers.endpoints());
        var all = new HashMap<>(servers.endpoints().environment(world));
        all.putAll(environment);
        List<Service> services = new ArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(services)));
        for (int replica = 0; replica < replicas; replica++) {
            Path log = servers.logs()
                    .resolve("%s-%d.log".formatted(world.topic(), replica))
                    .toAbsolutePath();
            Service service = Service.of(packaging, Side.COMMAND, 0, all, log);
            services.add(service);
            service.startWithoutWaiting();
        }
        for (Service service : services) {
            service.awaitReady();
        }
        URI first = services.getFirst().uri();
        new Repeated(Carts.list(), 1).ask(first, 1);
        Carts created = new Carts(new Repeated(Carts.create(), carts)
                .ask(first, CLIENTS).stream().map(Deployment::id).toList());
        return new Deployment(world, new Store(servers.endpoints(), world.database()), services, created);
    }

    /** Whether there is a native binary to measure. */
    public static boolean canBeNative() {
        return Service.built(Packaging.NATIVE, Side.COMMAND).isPresent();
    }

    /** The cart's id in the answer to a command. */
    public static String id(String body) {
        Matcher id = ID.matcher(body);
        if (!id.find()) {
            throw new IllegalStateException("an answer lacks an id: " + body);
        }
        return id.group(1);
    }

    public List<URI> uris() {
        return services.stream().map(Service::uri).toList();
    }

    public List<Long> pids() {
        return services.stream().map(Service::pid).toList();
    }

    /** Stops the services and drops their database. The topic and its records stay until the stack ends. */
    public void close() throws InterruptedException, SQLException {
        kill(services);
        store.close();
    }

    /** Kills them: nothing of theirs is needed any more. */
    private static void kill(List<Service> services) {
        for (Service service : services) {
            try {
                if (service.isAlive()) {
                    service.kill();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.cartulary.journeys;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.World;
import java.nio.file.Path;
import java.util.Map;

/** Both services in a world of their own, to be killed and started at will. */
final class Cartulary extends Shop implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "logs");

    private final Service commands;
    private final Service queries;

    private Cartulary(Service commands, Service queries) {
        super(commands.uri() + "/commands/v1", queries.uri() + "/queries/v1");
        this.commands = commands;
        this.queries = queries;
    }

    static Cartulary start() throws InterruptedException {
        Endpoints endpoints = LocalStack.joinOrStart();
        World world = World.prepared(endpoints);
        Map<String, String> environment = endpoints.environment(world);
        Path logs = LOGS.resolve(world.topic()).toAbsolutePath();
        var cartulary = new Cartulary(
                Service.of(Service.Side.COMMAND, 0, environment, logs.resolve("command-side.log")),
                Service.of(Service.Side.QUERY, 0, environment, logs.resolve("query-side.log")));
        cartulary.commands.startWithoutWaiting();
        cartulary.queries.startWithoutWaiting();
        cartulary.commands.awaitReady();
        cartulary.queries.awaitReady();
        return cartulary;
    }

    Service commands() {
        return commands;
    }

    Service queries() {
        return queries;
    }

    @Override
    public void close() {
        try {
            for (Service service : new Service[] {commands, queries}) {
                if (service.isAlive()) {
                    service.stop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.cartulary.journeys;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.World;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Both services in a world of their own, which a test can kill and start. All journeys of a JVM use the same pair,
 * because starting another takes longer than most journeys.
 */
final class Cartulary extends Shop {

    private static final Path LOGS = Path.of("target", "logs");

    /** Where the console is told that the runbook is; nobody goes there. */
    static final String RUNBOOK = "https://example.com/runbook";

    private static @Nullable Cartulary shared;

    private final Service commands;
    private final Service queries;

    private Cartulary(Service commands, Service queries) {
        super(commands.uri() + "/commands/v1", queries.uri() + "/queries/v1");
        this.commands = commands;
        this.queries = queries;
    }

    /** The pair, ready, in whatever state the previous journey left it. */
    static synchronized Cartulary running() throws InterruptedException {
        if (shared == null) {
            shared = described();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
        }
        for (Service service : shared.both()) {
            if (!service.isAlive()) {
                service.startWithoutWaiting();
            }
        }
        for (Service service : shared.both()) {
            service.awaitReady();
        }
        return shared;
    }

    private static Cartulary described() throws InterruptedException {
        Endpoints endpoints = LocalStack.joinOrStart();
        World world = World.prepared(endpoints);
        Map<String, String> environment = new HashMap<>(endpoints.environment(world));
        environment.put("CONSOLE_RUNBOOK", RUNBOOK);
        Path logs = LOGS.resolve(world.topic()).toAbsolutePath();
        return new Cartulary(
                Service.of(Service.Side.COMMAND, 0, environment, logs.resolve("command-side.log")),
                Service.of(Service.Side.QUERY, 0, environment, logs.resolve("query-side.log")));
    }

    Service commands() {
        return commands;
    }

    Service queries() {
        return queries;
    }

    private List<Service> both() {
        return List.of(commands, queries);
    }

    /** Kills them: nothing of them is needed any more. */
    private void end() {
        try {
            for (Service service : both()) {
                if (service.isAlive()) {
                    service.kill();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

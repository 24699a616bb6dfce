package io.cartulary.localstack;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a stack, or its missing members, and watches it unless it is detached. */
@Command(name = "up")
final class Up implements Callable<Integer> {

    @Option(names = "--name")
    private String name = "demo";

    @Option(names = "--fresh")
    private boolean fresh;

    @Option(names = "--detach")
    private boolean detach;

    @Option(names = "--seed")
    private boolean seed;

    @Option(names = "--servers-only")
    private boolean serversOnly;

    @Option(names = "--disposable")
    private boolean disposable;

    @Option(names = "--native", defaultValue = "${env:" + Packaging.VARIABLE + ":-false}")
    private boolean binaries;

    @Option(names = "--command-port", defaultValue = "${env:CARTULARY_COMMAND_PORT:-8081}")
    private int commandPort;

    @Option(names = "--query-port", defaultValue = "${env:CARTULARY_QUERY_PORT:-8082}")
    private int queryPort;

    @Option(names = "--gateway-port", defaultValue = "${env:CARTULARY_GATEWAY_PORT:-8080}")
    private int gatewayPort;

    @Option(names = "--mysql-port", defaultValue = "${env:CARTULARY_MYSQL_PORT:-13306}")
    private int mysqlPort;

    @Option(names = "--kafka-port", defaultValue = "${env:CARTULARY_KAFKA_PORT:-19092}")
    private int kafkaPort;

    @Option(names = "--cassandra-port", defaultValue = "${env:CARTULARY_CASSANDRA_PORT:-19042}")
    private int cassandraPort;

    private final Progress progress = Progress.toConsole();
    private volatile boolean interrupted;

    @Override
    public Integer call() throws Exception {
        Set<Member> wanted = serversOnly ? Member.SERVERS : Member.ALL;
        Checkout checkout = Checkout.find();
        LocalStack stack;
        try (var _ = FolderLock.take(checkout.stack(name))) {
            stack = LocalStack.open(checkout, checkout.stack(name), progress);
            if (stack.running().containsAll(wanted) && !fresh) {
                seed(stack);
                progress.say("Everything runs already; deploy/down stops it.\n" + new Summary(stack, wanted));
                return 0;
            }
            // A signal ends the JVM through its shutdown hooks, which end the stack's processes.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(stack)));
            start(stack, wanted);
        } catch (Failure failure) {
            return fail(failure);
        }
        if (detach) {
            stack.abandon();
            return 0;
        }
        return watch(stack, wanted);
    }

    private void start(LocalStack stack, Set<Member> wanted) throws Exception {
        long start = System.nanoTime();
        if (fresh) {
            stack.wipe();
        }
        stack.watchedBy(ProcessId.of(ProcessHandle.current().pid()));
        stack.runAs(Packaging.of(binaries));
        if (disposable) {
            stack.disposable();
        }
        stack.start(wanted, ports());
        seed(stack);
        progress.say("Up in %.1f s.%n%s".formatted((System.nanoTime() - start) / 1e9, new Summary(stack, wanted)));
    }

    private void seed(LocalStack stack) throws Exception {
        if (seed && !serversOnly) {
            progress.step("products", () -> Seed.list(stack.port(Member.COMMAND)));
        }
    }

    private Integer watch(LocalStack stack, Set<Member> wanted) throws InterruptedException {
        stack.adopt();
        progress.say("Ctrl-C stops everything.");
        Member dead = stack.awaitDeath(wanted);
        if (!interrupted) {
            stack.stop();
        }
        return fail(new Failure(
                "%s died; %s".formatted(dead.title(), stack.log(dead).hint())));
    }

    Map<Member, Integer> ports() {
        return Map.of(
                Member.COMMAND, commandPort,
                Member.QUERY, queryPort,
                Member.GATEWAY, gatewayPort,
                Member.MYSQL, mysqlPort,
                Member.KAFKA, kafkaPort,
                Member.CASSANDRA, cassandraPort);
    }

    /** The option for a member's port. */
    static String portOption(Member member) {
        return "--" + member.key() + "-port";
    }

    private void interrupt(LocalStack stack) {
        interrupted = true;
        stack.stop();
    }

    /** After a signal, failures are only effects of the shutdown, and the JVM is ending already. */
    private int fail(Failure failure) throws InterruptedException {
        while (interrupted) {
            Thread.sleep(1_000);
        }
        throw failure;
    }
}

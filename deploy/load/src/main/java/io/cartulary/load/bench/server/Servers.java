package io.cartulary.load.bench.server;

import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * MySQL, Kafka and Cassandra on this machine: those of the stack that {@value LocalStack#JOIN} names, or else ones
 * started for this process alone.
 *
 * @param mysql its pid
 * @param kafka its pid
 * @param cassandra its pid
 * @param logs the folder for the services' output
 */
public record Servers(Endpoints endpoints, long mysql, long kafka, long cassandra, Path logs) {

    public static Servers joinOrStart(Path logs) throws IOException {
        Endpoints endpoints = LocalStack.joinOrStart();
        String running = System.getProperty(LocalStack.JOIN, System.getenv().getOrDefault(LocalStack.JOIN, ""));
        var state = new Properties();
        try (var text = Files.newBufferedReader(Path.of(running))) {
            state.load(text);
        }
        return new Servers(endpoints, pid(state, "mysql"), pid(state, "kafka"), pid(state, "cassandra"), logs);
    }

    /** The state file has a process as its pid and its birth: {@code 4711@815}. */
    private static long pid(Properties state, String member) {
        String process = state.getProperty(member + ".process", "");
        if (process.isEmpty()) {
            throw new IllegalStateException("the stack's state file names no process of " + member);
        }
        return Long.parseLong(process.substring(0, process.indexOf('@')));
    }

    /** The processes whose processor time counts for each figure. */
    public Map<Figure, List<Long>> processes(List<Long> services) {
        var processes = new EnumMap<Figure, List<Long>>(Figure.class);
        processes.put(Figure.MYSQL_CPU, List.of(mysql));
        processes.put(Figure.KAFKA_CPU, List.of(kafka));
        processes.put(Figure.BENCH_CPU, List.of(ProcessHandle.current().pid()));
        if (!services.isEmpty()) {
            processes.put(Figure.SERVICE_CPU, List.copyOf(services));
        }
        return processes;
    }

    /**
     * The same with the costs of the read side.
     *
     * @param commands the pids of command services
     * @param queries the pid of the query service
     */
    public Costs costsOfReads(Connection connection, List<Long> commands, long queries) {
        var processes = new EnumMap<Figure, List<Long>>(processes(commands));
        processes.put(Figure.CASSANDRA_CPU, List.of(cassandra));
        processes.put(Figure.QUERY_CPU, List.of(queries));
        return new Costs(connection, processes);
    }
}

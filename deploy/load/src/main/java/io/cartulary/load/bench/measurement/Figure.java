package io.cartulary.load.bench.measurement;

/** The figures of a measurement besides its value. Each is a column of the table. */
public enum Figure {
    P50("p50 ms"),
    P99("p99 ms"),
    FSYNCS("fsyncs"),
    LOG_FSYNCS("redo fsyncs"),
    MYSQL_CPU("mysqld µs"),
    KAFKA_CPU("kafka µs"),
    SERVICE_CPU("service µs"),
    QUERY_CPU("query µs"),
    CASSANDRA_CPU("cassandra µs"),
    BENCH_CPU("bench µs"),
    FAILED("failed");

    private final String title;

    Figure(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}

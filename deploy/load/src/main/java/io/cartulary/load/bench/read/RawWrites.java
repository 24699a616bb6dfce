package io.cartulary.load.bench.read;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.server.Cassandra;
import io.cartulary.load.bench.server.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * C: the minimum work of a projection. All records of a topic are polled, and meanwhile their rows are written into
 * tables like those of a query service: prepared, asynchronous, with the service's number of concurrent writes. The
 * rows are made beforehand, down to the bytes of their columns, so nothing is read, folded or encoded.
 */
public record RawWrites(Cassandra cassandra, String keyspace, List<BoundStatement> rows) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** The value of {@code cartulary.projection.in-flight}. */
    private static final int IN_FLIGHT = 128;

    private static final long SEED = 5;

    /**
     * Makes tables like some of those of a keyspace, and loads all their rows.
     *
     * @param suffix of the new keyspace's name
     * @param wanted by the table's name
     */
    static RawWrites like(Cassandra cassandra, String original, String suffix, Predicate<String> wanted) {
        String keyspace = original + suffix;
        cassandra.execute("CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"
                .formatted(keyspace));
        List<BoundStatement> rows = new ArrayList<>();
        for (TableMetadata table : tables(cassandra, original, wanted)) {
            // The keyspace's name comes first, in quotes or not.
            cassandra.execute(table.describe(false).replaceFirst(Pattern.quote(original), keyspace));
            rows.addAll(copies(cassandra, table, keyspace));
        }
        // The tables are interleaved, as with events.
        Collections.shuffle(rows, new Random(SEED));
        return new RawWrites(cassandra, keyspace, rows);
    }

    private static List<TableMetadata> tables(Cassandra cassandra, String keyspace, Predicate<String> wanted) {
        return cassandra
                .session()
                .refreshSchema()
                .getKeyspace(keyspace)
                .orElseThrow(() -> new IllegalStateException("there is no keyspace " + keyspace))
                .getTables()
                .values()
                .stream()
                .filter(table -> wanted.test(table.getName().asInternal()))
                .toList();
    }

    private static List<BoundStatement> copies(Cassandra cassandra, TableMetadata table, String keyspace) {
        ResultSet originals =
                cassandra.session().execute("SELECT * FROM %s.%s".formatted(table.getKeyspace(), table.getName()));
        ColumnDefinitions columns = originals.getColumnDefinitions();
        List<String> names = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).getName().asCql(true))
                .toList();
        PreparedStatement insert = cassandra.prepare("INSERT INTO %s.%s (%s) VALUES (%s) USING TIMESTAMP ?"
                .formatted(
                        keyspace,
                        table.getName(),
                        String.join(", ", names),
                        names.stream().map(_ -> "?").collect(Collectors.joining(", "))));
        List<BoundStatement> copies = new ArrayList<>();
        for (Row row : originals) {
            copies.add(copy(insert, row, names.size()));
        }
        return copies;
    }

    private static BoundStatement copy(PreparedStatement insert, Row row, int columns) {
        BoundStatement copy = insert.bind().setLong(columns, 1);
        for (int i = 0; i < columns; i++) {
            @Nullable ByteBuffer bytes = row.getBytesUnsafe(i);
            if (bytes != null) {
                copy = copy.setBytesUnsafe(i, bytes);
            }
        }
        return copy;
    }

    /** Polls the topic and writes the rows. The first half of the rows does not count. */
    Reading run(String bootstrap, Orders orders, Costs costs) throws Exception {
        var underWay = new Semaphore(IN_FLIGHT);
        var failure = new AtomicReference<@Nullable Throwable>();
        int half = rows.size() / 2;
        long since = 0;
        Costs.Snapshot before = costs.now();
        try (KafkaConsumer<byte[], byte[]> consumer = Topic.consumer(bootstrap)) {
            consumer.assign(Topic.partitions(orders.world().topic()));
            consumer.seekToBeginning(consumer.assignment());
            long polled = 0;
            int written = 0;
            while (written < rows.size()) {
                polled += consumer.poll(POLL).count();
                for (long due = rows.size() * polled / orders.events(); written < due; written++) {
                    if (written == half) {
                        since = System.nanoTime();
                        before = costs.now();
                    }
                    write(rows.get(written), underWay, failure);
                }
            }
        }
        underWay.acquire(IN_FLIGHT);
        if (failure.get() != null) {
            throw new IllegalStateException("a row could not be written", failure.get());
        }
        int counted = rows.size() - half;
        return new Reading(
                counted / ((System.nanoTime() - since) / 1e9),
                costs.now().since(before).each(counted),
                "");
    }

    private void write(BoundStatement row, Semaphore underWay, AtomicReference<@Nullable Throwable> failure)
            throws InterruptedException {
        underWay.acquire();
        cassandra.session().executeAsync(row).whenComplete((_, problem) -> {
            if (problem != null) {
                failure.set(problem);
            }
            underWay.release();
        });
    }

    void drop() {
        cassandra.drop(keyspace);
    }
}

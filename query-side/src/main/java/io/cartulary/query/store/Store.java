package io.cartulary.query.store;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Executes statements. Every failure of the driver or the cluster is a {@link StoreUnavailableException}. */
@ApplicationScoped
public class Store {

    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Duration TIME_FOR_DDL = Duration.ofSeconds(30);
    /** The driver never stops connecting; a caller waits no longer than this for it. */
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(1);

    /**
     * The maximum number of rows of one partition in a batch: with the largest events, they stay far below the size
     * limit of a mutation.
     */
    private static final int MOST_TOGETHER = 50;

    private final CompletionStage<QuarkusCqlSession> session;
    private final StoreConfig config;
    private volatile @Nullable QuarkusCqlSession connected;
    private final KnownGenerations generations;
    private final Map<Prepared, PreparedStatement> prepared = new ConcurrentHashMap<>();
    private final RejectedWrites rejectedWrites = new RejectedWrites();

    /** By statement; empty when its table has no generations. */
    private final Map<String, Optional<String>> categories = new ConcurrentHashMap<>();

    Store(CompletionStage<QuarkusCqlSession> session, StoreConfig config, KnownGenerations generations) {
        if (!KEYSPACE.matcher(config.keyspace()).matches()) {
            throw new IllegalArgumentException("cartulary.cassandra.keyspace is not a keyspace name: it must match "
                    + KEYSPACE + " and is " + config.keyspace());
        }
        this.session = session;
        this.config = config;
        this.generations = generations;
    }

    /** The texts are constants, which cache their hash: a known statement needs no string to be built. */
    private record Prepared(String text, int generation) {}

    /**
     * The table's name with its keyspace; the session has no keyspace, because it is opened before the keyspace exists.
     */
    public String table(String name) {
        return config.keyspace() + "." + name;
    }

    /** The same for a table with generations, whose rows follow from streams of one category only. */
    public String table(String name, String category) {
        return Generational.marked(table(name), category);
    }

    public Uni<Void> write(Cql cql) {
        return run(cql).replaceWithVoid()
                .invoke(() -> rejectedWrites.written(List.of(cql)))
                .onFailure()
                .invoke(failure -> rejectedWrites.failed(List.of(cql), failure));
    }

    /**
     * Writes all statements, in any order, with a bounded number of concurrent requests. Rows of one partition are
     * written together: that is one request, one entry in the commit log and one lookup of the partition, and costs
     * little more than a single row.
     */
    public Uni<Void> write(List<Cql> statements, int atOnce) {
        // The active generation is read once: it may change while statements are being prepared.
        List<Prepared> wanted = statements.stream().map(this::wanted).toList();
        return connected()
                .chain(open -> prepare(open, wanted)
                        .onItem()
                        .transformToMulti(_ -> Multi.createFrom().iterable(together(statements, wanted)))
                        .onItem()
                        .transformToUni(request -> asked(() -> open.executeAsync(request)))
                        .merge(atOnce)
                        .onItem()
                        .ignoreAsUni())
                .invoke(() -> rejectedWrites.written(statements))
                .onFailure()
                .invoke(failure -> rejectedWrites.failed(statements, failure));
    }

    /** Why Cassandra refuses to write, which no retry changes; empty unless it does. */
    public Optional<String> rejection() {
        return rejectedWrites.first();
    }

    /** The first row, if there is one. */
    public Uni<Optional<Row>> first(Cql cql) {
        return run(cql).map(rows -> Optional.ofNullable(rows.one()));
    }

    /** All rows, page by page; the next page is read when the last one is consumed. */
    public Multi<Row> rows(Cql cql) {
        return run(cql).toMulti().onItem().transformToMultiAndConcatenate(Store::pages);
    }

    /** The first page of that size; further pages on demand. */
    public Uni<RowPage> page(Cql cql, int rows) {
        return connected()
                .chain(open -> prepare(open, wanted(cql))
                        .chain(statement -> asked(
                                () -> open.executeAsync(bind(statement, cql).setPageSize(rows)))))
                .map(RowPage::new);
    }

    /** Fails when Cassandra is unavailable. */
    public Uni<Void> ping() {
        return first(Cql.of("SELECT key FROM system.local")).replaceWithVoid();
    }

    /** Whether a conditional statement was applied. */
    Uni<Boolean> applied(Cql cql) {
        return run(cql).map(AsyncResultSet::wasApplied);
    }

    /** Whether the table exists, as far as the asked node knows. */
    Uni<Boolean> has(String name) {
        return first(Cql.of(
                        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                        config.keyspace(),
                        name))
                .map(Optional::isPresent);
    }

    /** To create a keyspace takes a right on all of them, even if it is there. */
    Uni<Boolean> hasKeyspace() {
        return first(Cql.of(
                        "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", config.keyspace()))
                .map(Optional::isPresent);
    }

    /**
     * Work that changes the schema more than once. After each change the driver would wait a second for more changes,
     * and then read the whole schema; here it does so once, when the work has completed or failed.
     */
    Uni<Void> changing(Supplier<Uni<Void>> work) {
        return connected()
                .chain(open -> asked(() -> open.setSchemaMetadataEnabled(false))
                        .chain(work::get)
                        .eventually(() -> asked(() -> open.setSchemaMetadataEnabled(null))));
    }

    /** Changes the schema, and completes when all live nodes agree on it. */
    Uni<Void> change(String ddl) {
        var statement = SimpleStatement.newInstance(ddl).setTimeout(TIME_FOR_DDL);
        return connected()
                .chain(open ->
                        asked(() -> open.executeAsync(statement)).chain(() -> asked(open::checkSchemaAgreementAsync)))
                .map(agreed -> {
                    if (!agreed) {
                        throw new StoreUnavailableException("the nodes don't agree on the schema after: " + ddl);
                    }
                    return agreed;
                })
                .replaceWithVoid();
    }

    private Uni<AsyncResultSet> run(Cql cql) {
        return connected()
                .chain(open -> prepare(open, wanted(cql))
                        .chain(statement -> asked(() -> open.executeAsync(bind(statement, cql)))));
    }

    private Uni<QuarkusCqlSession> connected() {
        QuarkusCqlSession open = connected;
        return open != null ? Uni.createFrom().item(open) : connecting();
    }

    private Uni<QuarkusCqlSession> connecting() {
        // A copy of the stage, because a caller's time-out cancels it, and would cancel the connecting itself.
        return asked(() -> session.thenApply(opened -> connected = opened))
                .ifNoItem()
                .after(TIME_TO_CONNECT)
                .failWith(() -> new StoreUnavailableException("Cassandra can't be reached"));
    }

    private int generation(Cql cql) {
        return cql.generation() == Cql.LIVING
                ? categories
                        .computeIfAbsent(cql.text(), Generational::category)
                        .map(generations::living)
                        .orElse(Cql.LIVING)
                : cql.generation();
    }

    private Prepared wanted(Cql cql) {
        return new Prepared(cql.text(), generation(cql));
    }

    /** Prepares the statements that are not prepared yet. */
    private Uni<Void> prepare(QuarkusCqlSession open, List<Prepared> wanted) {
        return Multi.createFrom()
                .iterable(new HashSet<>(wanted))
                .filter(one -> !prepared.containsKey(one))
                .onItem()
                .transformToUniAndMerge(one -> prepare(open, one))
                .onItem()
                .ignoreAsUni();
    }

    /** Single statements, and batches for those of one partition, across tables. All of them are prepared. */
    private List<Statement<?>> together(List<Cql> statements, List<Prepared> wanted) {
        List<Statement<?>> requests = new ArrayList<>();
        Map<ByteBuffer, List<BoundStatement>> partitions = new LinkedHashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            BoundStatement bound = bind(requireNonNull(prepared.get(wanted.get(i))), statements.get(i));
            @Nullable ByteBuffer partition = bound.getRoutingKey();
            if (partition == null) {
                requests.add(bound);
            } else {
                partitions.computeIfAbsent(partition, _ -> new ArrayList<>()).add(bound);
            }
        }
        partitions.values().forEach(rows -> addBatches(requests, rows));
        return requests;
    }

    private static void addBatches(List<Statement<?>> requests, List<BoundStatement> rows) {
        for (int from = 0; from < rows.size(); from += MOST_TOGETHER) {
            List<BoundStatement> some = rows.subList(from, Math.min(from + MOST_TOGETHER, rows.size()));
            requests.add(
                    some.size() == 1
                            ? some.getFirst()
                            : BatchStatement.newInstance(BatchType.UNLOGGED, some.toArray(BoundStatement[]::new)));
        }
    }

    private Uni<PreparedStatement> prepare(QuarkusCqlSession open, Prepared wanted) {
        PreparedStatement known = prepared.get(wanted);
        return known != null
                ? Uni.createFrom().item(known)
                : asked(() -> open.prepareAsync(Generational.in(wanted.text(), wanted.generation())))
                        .invoke(statement -> prepared.put(wanted, statement));
    }

    private static BoundStatement bind(PreparedStatement statement, Cql cql) {
        BoundStatement bound = statement.bind(cql.values().toArray());
        for (int i = 0; i < cql.values().size(); i++) {
            if (cql.values().get(i) == null) {
                bound = bound.unset(i);
            }
        }
        return bound;
    }

    static <T> Uni<T> asked(Supplier<CompletionStage<T>> question) {
        return Uni.createFrom()
                .completionStage(question)
                .onFailure(DriverException.class)
                .transform(Store::unavailable);
    }

    private static StoreUnavailableException unavailable(Throwable cause) {
        return new StoreUnavailableException("Cassandra: " + cause.getMessage(), cause);
    }

    private static Multi<Row> pages(AsyncResultSet first) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicReference<AsyncResultSet>::new,
                        shown -> turn(shown.get(), first).invoke(shown::set))
                .whilst(AsyncResultSet::hasMorePages)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.currentPage()));
    }

    private static Uni<AsyncResultSet> turn(@Nullable AsyncResultSet page, AsyncResultSet first) {
        return page == null ? Uni.createFrom().item(first) : asked(page::fetchNextPage);
    }
}

package io.cartulary.query.store;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Creates the keyspace and brings every {@link Tables} to its last migration, in the background of the start, and
 * retries until Cassandra is available. One replica migrates at a time; its lock expires when the replica fails.
 */
@ApplicationScoped
public class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final String VERSIONS = "schema_version";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Store store;
    private final StoreConfig config;
    private final GenerationTable generations;
    private final List<Tables> parts;
    private final String versions;
    private final String lock;
    private final UUID self = UUID.randomUUID();
    private volatile String lastTold = "";
    private final CompletableFuture<Void> made = new CompletableFuture<>();

    Schema(Store store, StoreConfig config, GenerationTable generations, @All List<Tables> parts) {
        this.store = store;
        this.config = config;
        this.generations = generations;
        // The generations first: the other tables need to know which ones exist.
        this.parts = parts.stream()
                .sorted(Comparator.comparing(part -> !part.tables().equals(generations.tables())))
                .toList();
        this.versions = store.table(VERSIONS);
        this.lock = store.table("schema_lock");
    }

    /** Completes when every table is up to date; pending until then. */
    public Uni<Void> ready() {
        return Uni.createFrom().completionStage(made.copy());
    }

    public boolean isReady() {
        return made.isDone();
    }

    void start(@Observes StartupEvent started) {
        Uni.createFrom()
                .deferred(this::make)
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onFailure()
                .invoke(this::tell)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(_ -> made.complete(null));
    }

    /** Logs each cause once: Cassandra may be unavailable for hours. */
    private void tell(Throwable cause) {
        String told = String.valueOf(cause.getMessage());
        if (!told.equals(lastTold)) {
            LOG.warnf("the tables can't be created yet: %s", told);
            lastTold = told;
        }
    }

    private Uni<Void> make() {
        return store.has(VERSIONS)
                .chain(begun -> begun ? pending() : Uni.createFrom().item(after(Map.of())))
                .chain(pending -> pending.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : store.changing(() -> begin().chain(() -> locked(this::migrate))))
                .chain(generations::read)
                .chain(this::probe);
    }

    /** Nothing is written before Cassandra has taken a row whose timestamp is a version. */
    private Uni<Void> probe() {
        return store.write(Cql.of("INSERT INTO " + versions
                + " (tables, version, cql) VALUES ('probe', 0, '') USING TIMESTAMP 1 AND TTL 1"));
    }

    private Uni<Void> begin() {
        return store.hasKeyspace()
                .chain(there -> there
                        ? Uni.createFrom().voidItem()
                        : store.change("CREATE KEYSPACE IF NOT EXISTS %s WITH replication = %s"
                                .formatted(config.keyspace(), config.replication())))
                .chain(() -> store.change("CREATE TABLE IF NOT EXISTS " + versions
                        + " (tables text, version int, cql text, PRIMARY KEY (tables, version))"));
    }

    private Uni<Void> migrate() {
        return pending()
                .toMulti()
                .flatMap(pending -> Multi.createFrom().iterable(pending))
                .onItem()
                .transformToUniAndConcatenate(this::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> apply(Migration migration) {
        LOG.infof("creating %s, version %d", migration.tables(), migration.version());
        return change(migration.cql())
                .chain(() -> store.write(Cql.of(
                        "INSERT INTO " + versions + " (tables, version, cql) VALUES (?, ?, ?)",
                        migration.tables(),
                        migration.version(),
                        migration.cql())));
    }

    /** Executes the statement in every existing generation. */
    private Uni<Void> change(String ddl) {
        return Generational.category(ddl)
                .map(category -> generations
                        .read()
                        .map(read -> read.of(category).existing())
                        .chain(existing -> change(ddl, existing)))
                .orElseGet(() -> store.change(ddl));
    }

    /** Creates the tables of these generations, by category; existing ones remain. */
    public Uni<Void> make(Map<String, Integer> generations) {
        return changeEach(generations, Generational::in);
    }

    /** Drops the tables of these generations, by category, with their data. */
    public Uni<Void> drop(Map<String, Integer> generations) {
        return changeEach(
                generations,
                (ddl, generation) -> Generational.created(ddl)
                        .map(table -> "DROP TABLE IF EXISTS " + store.table(Generational.name(table, generation)))
                        .orElse(""));
    }

    /** @param statement the statement for a migration of a table with generations; empty for none */
    private Uni<Void> changeEach(Map<String, Integer> generations, BiFunction<String, Integer, String> statement) {
        List<String> statements = parts.stream()
                .flatMap(part -> part.migrations().stream())
                .flatMap(ddl -> Generational.category(ddl).map(generations::get).stream()
                        .map(generation -> statement.apply(ddl, generation)))
                .filter(ddl -> !ddl.isEmpty())
                .toList();
        return store.changing(() -> locked(() -> Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUniAndConcatenate(store::change)
                .onItem()
                .ignoreAsUni()));
    }

    private Uni<Void> change(String ddl, List<Integer> existing) {
        return Multi.createFrom()
                .iterable(existing)
                .onItem()
                .transformToUniAndConcatenate(generation -> store.change(Generational.in(ddl, generation)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<Migration>> pending() {
        return store.rows(Cql.of("SELECT tables, version FROM " + versions))
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .collect(toMap(row -> row.getString("tables"), row -> row.getInt("version"), Math::max)))
                .map(this::after);
    }

    private List<Migration> after(Map<String, Integer> applied) {
        return parts.stream()
                .flatMap(part -> IntStream.range(
                                applied.getOrDefault(part.tables(), 0),
                                part.migrations().size())
                        .mapToObj(i -> new Migration(
                                part.tables(), i + 1, part.migrations().get(i))))
                .toList();
    }

    /** The lock has its own table: light-weight transactions and plain writes on one table do not mix. */
    private Uni<Void> locked(Supplier<Uni<Void>> work) {
        return store.change("CREATE TABLE IF NOT EXISTS " + lock + " (name text PRIMARY KEY, holder uuid)")
                .chain(() -> store.applied(Cql.of(
                        "INSERT INTO " + lock + " (name, holder) VALUES ('schema', ?) IF NOT EXISTS USING TTL 60",
                        self)))
                .chain(held -> held
                        ? work.get().eventually(this::unlock)
                        : Uni.createFrom().failure(new StoreUnavailableException("another replica is creating them")));
    }

    private Uni<Boolean> unlock() {
        return store.applied(Cql.of("DELETE FROM " + lock + " WHERE name = 'schema' IF holder = ?", self));
    }

    private record Migration(String tables, int version, String cql) {}
}

package io.cartulary.query.rebuild;

import io.cartulary.contracts.Channels;
import io.cartulary.query.rebuild.ComparedTable.Share;
import io.cartulary.query.rebuild.PartitionProgress.Compared;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Generational;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.StoreConfig;
import io.cartulary.query.store.Tables;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Compares the tables of a rebuild with the active ones, share by share. */
@ApplicationScoped
class RowComparison {

    private static final String COLUMNS =
            "SELECT column_name, kind, position FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?";

    private final Store store;
    private final StoreConfig keyspace;
    private final RebuildConfig config;
    private final PartitionProgressTable parts;
    private final List<Generation> tables;

    /** A table, and the category of the streams of its rows. */
    record Generation(String table, String category) {}

    private record Column(String name, String kind, int position) {}

    RowComparison(
            Store store,
            StoreConfig keyspace,
            RebuildConfig config,
            PartitionProgressTable parts,
            @All List<Tables> tables) {
        this.store = store;
        this.keyspace = keyspace;
        this.config = config;
        this.parts = parts;
        this.tables = tables.stream()
                .flatMap(part -> part.migrations().stream()
                        .flatMap(RowComparison::generation)
                        .filter(table -> !part.retired().contains(table.table())))
                .sorted(Comparator.comparing(Generation::table))
                .toList();
    }

    private static Stream<Generation> generation(String migration) {
        return Generational.created(migration).stream()
                .map(table ->
                        new Generation(table, Generational.category(migration).orElseThrow()));
    }

    /** The tables with rows of streams of the category. */
    List<String> tables(String category) {
        return tables.stream()
                .filter(table -> table.category().equals(category))
                .map(Generation::table)
                .toList();
    }

    /** Compares the share of that partition's number, from the stored progress. Progress is stored after each table. */
    Uni<PartitionProgress> compare(Rebuild rebuild, PartitionProgress part, BooleanSupplier goesOn) {
        List<Generation> compared = tables.stream()
                .filter(table -> rebuild.next().containsKey(table.category()))
                .toList();
        Compared from = part.compared().comparison() == rebuild.comparison()
                ? part.compared()
                : Compared.begun(rebuild.comparison());
        return compare(rebuild, part.with(from), compared, goesOn);
    }

    private Uni<PartitionProgress> compare(
            Rebuild rebuild, PartitionProgress part, List<Generation> compared, BooleanSupplier goesOn) {
        if (part.compared().finished() || !goesOn.getAsBoolean()) {
            return Uni.createFrom().item(part);
        }
        Generation table = compared.get(part.compared().tables());
        int living = Objects.requireNonNull(rebuild.last().get(table.category()));
        int next = Objects.requireNonNull(rebuild.next().get(table.category()));
        return described(table, living)
                .chain(described -> new Comparison(store, config, described, living, next, goesOn)
                        .compare(Share.of(part.partition(), Channels.PARTITIONS)))
                .chain(found -> found.map(done ->
                                part.with(part.compared().with(done, compared.size(), config.differencesListed())))
                        .map(after -> parts.storeCompared(rebuild.id(), after)
                                .chain(() -> compare(rebuild, after, compared, goesOn)))
                        .orElseGet(() -> Uni.createFrom().item(part)));
    }

    private Uni<ComparedTable> described(Generation table, int generation) {
        return store.rows(Cql.of(COLUMNS, keyspace.keyspace(), Generational.name(table.table(), generation)))
                .map(row -> new Column(
                        Objects.requireNonNull(row.getString("column_name")),
                        Objects.requireNonNull(row.getString("kind")),
                        row.getInt("position")))
                .collect()
                .asList()
                .map(columns -> new ComparedTable(
                        table.table(),
                        store.table(table.table(), table.category()),
                        named(columns, "partition_key"),
                        named(columns, "clustering"),
                        named(columns, "regular")));
    }

    private static List<String> named(List<Column> columns, String kind) {
        return columns.stream()
                .filter(column -> column.kind().equals(kind))
                .sorted(Comparator.comparingInt(Column::position).thenComparing(Column::name))
                .map(Column::name)
                .toList();
    }
}

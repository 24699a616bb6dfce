package io.cartulary.query.rebuild;

import static java.util.stream.Collectors.toMap;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cartulary.contracts.Channels;
import io.cartulary.query.rebuild.BackfillProgress.Done;
import io.cartulary.query.rebuild.BackfillProgress.LeftBehind;
import io.cartulary.query.rebuild.PartitionProgress.Compared;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The progress of rebuilds per partition: the table {@code rebuild_part}. */
@ApplicationScoped
class PartitionProgressTable implements Tables {

    private static final TypeReference<List<LeftBehind>> LEFT_BEHIND = new TypeReference<>() {};
    private static final TypeReference<List<RowDifference>> DIFFERENCES = new TypeReference<>() {};
    /** More than there are tables: the writes of a later comparison are newer than all of an earlier one. */
    private static final long STEPS = 1_000;

    private final Store store;
    private final String create;
    private final String select;
    private final String insertFilled;
    private final String insertCompared;

    PartitionProgressTable(Store store) {
        String table = store.table("rebuild_part");
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (rebuild uuid, partition int, next_offset bigint, position bigint, \
                up_to bigint, events bigint, rows bigint, left_behind text, waits_for bigint, filled_at timestamp, \
                comparison int, tables_compared int, compared bigint, differing bigint, differences text, \
                compared_all boolean, PRIMARY KEY (rebuild, partition))""".formatted(table);
        this.select = "SELECT * FROM %s WHERE rebuild = ?".formatted(table);
        this.insertFilled = """
                INSERT INTO %s (rebuild, partition, next_offset, position, up_to, events, rows, left_behind, waits_for, \
                filled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
        this.insertCompared = """
                INSERT INTO %s (rebuild, partition, comparison, tables_compared, compared, differing, differences, \
                compared_all) VALUES (?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
    }

    @Override
    public String tables() {
        return "rebuild_part";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    /** All partitions, including those without stored progress. */
    Uni<List<PartitionProgress>> of(UUID rebuild) {
        return store.rows(Cql.of(select, rebuild)).collect().asList().map(rows -> {
            var known = rows.stream()
                    .map(PartitionProgressTable::part)
                    .collect(toMap(PartitionProgress::partition, part -> part));
            return IntStream.range(0, Channels.PARTITIONS)
                    .mapToObj(partition -> known.getOrDefault(partition, PartitionProgress.untouched(partition)))
                    .toList();
        });
    }

    /** The timestamps prevent a replica that has lost the partition without notice from overwriting later progress. */
    Uni<Void> storeFilled(UUID rebuild, PartitionProgress part) {
        Done done = part.done();
        return store.write(Cql.of(
                insertFilled,
                rebuild,
                part.partition(),
                part.nextOffset(),
                done.position(),
                part.upTo(),
                done.events(),
                done.rows(),
                RowJson.write(done.leftBehind()),
                part.waitsFor(),
                part.filledAt(),
                // The completed backfill is stored last, at a position that has been stored before.
                2 * done.position() + (part.isFilled() ? 2 : 1)));
    }

    Uni<Void> storeCompared(UUID rebuild, PartitionProgress part) {
        Compared compared = part.compared();
        return store.write(Cql.of(
                insertCompared,
                rebuild,
                part.partition(),
                compared.comparison(),
                compared.tables(),
                compared.rows(),
                compared.differing(),
                RowJson.write(compared.differences()),
                compared.finished(),
                compared.comparison() * STEPS + compared.tables()));
    }

    private static PartitionProgress part(Row row) {
        return new PartitionProgress(
                row.getInt("partition"),
                row.getLong("next_offset"),
                new Done(
                        row.getLong("position"),
                        row.getLong("events"),
                        row.getLong("rows"),
                        list(row.getString("left_behind"), LEFT_BEHIND)),
                row.getLong("up_to"),
                row.isNull("waits_for") ? null : (Long) row.getLong("waits_for"),
                row.getInstant("filled_at"),
                new Compared(
                        row.getInt("comparison"),
                        row.getInt("tables_compared"),
                        row.getLong("compared"),
                        row.getLong("differing"),
                        list(row.getString("differences"), DIFFERENCES),
                        row.getBoolean("compared_all")));
    }

    private static <T> List<T> list(@Nullable String json, TypeReference<List<T>> type) {
        return json == null ? List.of() : RowJson.read(json, type);
    }
}

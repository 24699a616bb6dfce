package io.cartulary.command.eventlog;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventlog.Batch.FirstVersion;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The statement that appends a batch behind whatever other replicas have appended: it locks the lane's row of {@code
 * append_turns} until its commit, reads the last positions, and numbers the rows from there. It is one INSERT in a
 * transaction of its own, so nobody waits for a replica that is suspended.
 *
 * <p>An INSERT returns no rows, only one number: that of {@code LAST_INSERT_ID}. In it, each partition has the same number
 * of bits for how many events others have appended since the position that this replica knows. When one of these numbers
 * does not fit, or MySQL has fewer events than this replica knows, the statement stores nothing and the number is 0.
 *
 * <p>Its transaction has to be READ COMMITTED (see {@link Isolation}): then only the lane's row is locked, and what is
 * read is what is committed once that lock is there.
 *
 * @param known the last positions that this replica knows, of all of the lane's partitions
 * @param isLooking whether the streams are left out to which others have appended
 */
record LockedAppend(int lane, Batch batch, TreeMap<Integer, Long> known, boolean isLooking) {

    /** LAST_INSERT_ID has 64 bits: the sign is not used, and the last bit says that the batch is stored. */
    private static final int BITS = 62;

    /**
     * {@code heads} comes first: its lock is taken before anything is read. The hint keeps MySQL from reading it twice. The
     * last position is the first of the primary key in reverse; ordered by the position alone, MySQL reads and sorts all of
     * the partition, and so it does for a MAX that depends on another table.
     * A receipt is at the random position that it brings; its partition is 32768 above that of its stream.
     */
    private static final String STATEMENT = """
            INSERT INTO events
              (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
            WITH heads AS (
              SELECT k.p, k.shift, COALESCE(last.position, 0) AS head,
                     CAST(COALESCE(last.position, 0) AS SIGNED) - CAST(k.known AS SIGNED) AS ahead
              FROM append_turns STRAIGHT_JOIN JSON_TABLE(?, '$[*]' COLUMNS (
                p SMALLINT UNSIGNED PATH '$[0]', known BIGINT UNSIGNED PATH '$[1]', shift TINYINT UNSIGNED PATH '$[2]')) AS k
              LEFT JOIN LATERAL (
                SELECT position FROM events FORCE INDEX (PRIMARY) WHERE partition_no = k.p
                ORDER BY partition_no DESC, position DESC LIMIT 1) AS last ON TRUE
              WHERE append_turns.lane = ? FOR UPDATE OF append_turns),
            told AS (
              SELECT LAST_INSERT_ID(IF(MIN(ahead) >= 0 AND MAX(ahead) < ?, 1 + SUM(ahead << shift), 0)) AS number FROM heads)%s
            SELECT /*+ NO_MERGE(heads, told) */
                   b.p, IF(b.p < 32768, head + %s, o), s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
            FROM told STRAIGHT_JOIN JSON_TABLE(?, '$[*]' COLUMNS (
              p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]',
              s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]' ERROR ON ERROR,
              c CHAR(36) CHARACTER SET ascii PATH '$[4]' ERROR ON ERROR, e CHAR(36) CHARACTER SET ascii PATH '$[5]',
              t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
              d JSON PATH '$[8]', m JSON PATH '$[9]'%s)) AS b
              STRAIGHT_JOIN heads ON heads.p = b.p %% 32768
            WHERE told.number > 0%s
            """;

    /** The rows of a partition are numbered by the batch. */
    private static final String APPEND = STATEMENT.formatted("", "o", "", "");

    /**
     * Streams are left out as a whole, with those that begin together with them, so the rows that are left have to be
     * numbered. Order and index are given: the optimizer has been seen to read all of a young table.
     */
    private static final String APPEND_LOOKING = STATEMENT.formatted(
            """
            ,
            stale AS (
              SELECT DISTINCT w.c AS stream
              FROM JSON_TABLE(?, '$[*]' COLUMNS (
                c VARCHAR(80) CHARACTER SET ascii PATH '$[0]', p SMALLINT UNSIGNED PATH '$[1]',
                s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]')) AS w
              STRAIGHT_JOIN events FORCE INDEX (stream_version)
                ON events.stream_id = w.s COLLATE ascii_bin AND events.version = w.v AND events.partition_no = w.p)""",
            "ROW_NUMBER() OVER (PARTITION BY b.p ORDER BY o)",
            ", f VARCHAR(80) CHARACTER SET ascii PATH '$[10]'",
            " AND NOT EXISTS (SELECT 1 FROM stale WHERE stale.stream = COALESCE(f, s))");

    /** The last position of each of some partitions: one look into the primary key for each. */
    static final String HEADS = """
            SELECT k.p, COALESCE((SELECT position FROM events FORCE INDEX (PRIMARY) WHERE partition_no = k.p
                                 ORDER BY partition_no DESC, position DESC LIMIT 1), 0) AS head
            FROM JSON_TABLE(?, '$[*]' COLUMNS (p SMALLINT UNSIGNED PATH '$')) AS k
            """;

    /** Whose event is where an append wants to begin, for each of its streams. */
    static final String OWNERS = """
            SELECT w.c, w.s, w.v, BIN_TO_UUID(events.event_id) AS event_id
            FROM JSON_TABLE(?, '$[*]' COLUMNS (
              c VARCHAR(80) CHARACTER SET ascii PATH '$[0]', p SMALLINT UNSIGNED PATH '$[1]',
              s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]')) AS w
            STRAIGHT_JOIN events FORCE INDEX (stream_version)
              ON events.stream_id = w.s COLLATE ascii_bin AND events.version = w.v AND events.partition_no = w.p
            """;

    /** Some positions' events. */
    static final String AT = EventRows.SELECT.replace("FROM events", """
            FROM JSON_TABLE(?, '$[*]' COLUMNS (p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]')) AS missed
            STRAIGHT_JOIN events FORCE INDEX (PRIMARY) ON events.partition_no = missed.p AND events.position = missed.o""");

    String sql() {
        return isLooking ? APPEND_LOOKING : APPEND;
    }

    Tuple parameters() {
        List<Object> parameters = new ArrayList<>(List.of(knownJson(), lane, 1L << bits()));
        if (isLooking) {
            parameters.add(firstVersions());
        }
        parameters.add(batch.json(Map.of()));
        return Tuple.from(parameters);
    }

    /** For {@link #OWNERS}. */
    String firstVersions() {
        return batch.firstVersions().stream().map(FirstVersion::json).collect(joining(",", "[", "]"));
    }

    /**
     * The last positions just before the batch was stored.
     *
     * @param told by the statement, and not 0
     */
    Map<Integer, Long> heads(long told) {
        var heads = new HashMap<Integer, Long>();
        int shift = 1;
        for (Map.Entry<Integer, Long> each : known.entrySet()) {
            heads.put(each.getKey(), each.getValue() + ((told >>> shift) & ((1L << bits()) - 1)));
            shift += bits();
        }
        return heads;
    }

    private String knownJson() {
        var json = new StringBuilder("[");
        int shift = 1;
        for (Map.Entry<Integer, Long> each : known.entrySet()) {
            json.append(json.length() == 1 ? "[" : ",[").append(each.getKey()).append(',');
            json.append(each.getValue()).append(',').append(shift).append(']');
            shift += bits();
        }
        return json.append(']').toString();
    }

    private int bits() {
        return BITS / known.size();
    }
}

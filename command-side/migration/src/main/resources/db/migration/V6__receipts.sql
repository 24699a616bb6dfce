-- A command that was accepted and had nothing to change leaves a receipt: a row of events without a version, which only keeps
-- its command id. It stands in this table, and in no other, because the key stream_command is the one that every append is
-- checked against: what it refuses costs the appends nothing, and no two replicas can store an event and a receipt of one
-- command. Receipts are in partitions of their own, 32768 above that of their stream, which nobody publishes; their positions
-- are random. What reads events by partition or by version doesn't see them.
--
-- The table is rebuilt while it is written to. What is appended meanwhile is kept in a log of
-- innodb_online_alter_log_max_size (128 MB unless set): the statement fails, and may be run again, when that is too small.
ALTER TABLE events
  MODIFY partition_no SMALLINT UNSIGNED NOT NULL COMMENT 'murmur2(root id) mod 12, the same as on the Kafka topic; 32768 more for a receipt',
  MODIFY position     BIGINT UNSIGNED   NOT NULL COMMENT '1, 2, 3 ... per partition, no gap, in commit order; random for a receipt',
  MODIFY version      BIGINT UNSIGNED   NULL     COMMENT '1, 2, 3 ... per stream; null: a receipt, and no event',
  MODIFY command_id   BINARY(16)        NULL     COMMENT 'on the first event of a command, and on its receipt',
  MODIFY type         VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'permanent wire name; receipt for a receipt',
  MODIFY data         JSON              NOT NULL COMMENT 'the payload; of a receipt either the version and position that were answered, or the command under which the events are',
  ALGORITHM = INPLACE, LOCK = NONE;

-- The procedure of V4, which now also knows rows of receipts. A version that the column can't hold is refused where it is read: the
-- column itself would take it for none.

DELIMITER //

DROP PROCEDURE IF EXISTS append_in_turn //

-- Appends a batch behind what is there; rows of receipts, whose partitions have no order, at the positions that they bring. If told what the caller knows (since: pairs of partition and position), but for
-- the streams of which another replica has written a version that is in the batch, and for the streams that were to begin
-- with those. Answers what was there (heads: partition to last position) and which streams are left out (stale: stream to
-- the first such version, or null when only the one that was to begin is there), and then what others have appended since,
-- at most the last 200 events of each partition. All in one round trip, so that nobody waits for a replica that has stopped
-- in the middle.
CREATE PROCEDURE append_in_turn(IN lane_no TINYINT UNSIGNED, IN since JSON, IN batch JSON)
BEGIN
  DECLARE h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11 BIGINT UNSIGNED;
  DECLARE stale JSON;
  DECLARE turn TINYINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  -- each statement sees what was committed before it; and reading locks nothing
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  SELECT lane INTO turn FROM append_turns WHERE lane = lane_no FOR UPDATE;

  -- one look into the primary key for each; grouping would read more
  SELECT COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 0), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 1), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 2), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 3), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 4), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 5), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 6), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 7), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 8), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 9), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 10), 0),
         COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 11), 0)
  INTO h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11;

  IF since IS NOT NULL THEN
    -- the order and the index are given, as the optimizer has been seen to read the whole table while it is young
    SELECT JSON_OBJECTAGG(c, v) INTO stale FROM (
      SELECT COALESCE(f, s) AS c, MIN(IF(f IS NULL, v, NULL)) AS v
      FROM JSON_TABLE(batch, '$[*]' COLUMNS (
        s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]',
        f VARCHAR(80) CHARACTER SET ascii PATH '$[10]')) AS wanted
      STRAIGHT_JOIN events FORCE INDEX (stream_version)
        ON events.stream_id = wanted.s COLLATE ascii_bin AND events.version = wanted.v
      GROUP BY c) AS taken;
  END IF;

  -- the batch numbers the rows of each partition from 1; where some are left out, they are counted anew
  IF stale IS NULL THEN
    INSERT INTO events
      (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
    SELECT p, IF(p < 32768, CAST(ELT(p + 1, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11) AS UNSIGNED) + o, o),
           s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
    FROM JSON_TABLE(batch, '$[*]' COLUMNS (
      p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]',
      s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]' ERROR ON ERROR,
      c CHAR(36) CHARACTER SET ascii PATH '$[4]' ERROR ON ERROR, e CHAR(36) CHARACTER SET ascii PATH '$[5]',
      t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
      d JSON PATH '$[8]', m JSON PATH '$[9]')) AS batch_rows;
  ELSE
    INSERT INTO events
      (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
    SELECT p, IF(p < 32768,
              CAST(ELT(p + 1, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11) AS UNSIGNED) + ROW_NUMBER() OVER (PARTITION BY p ORDER BY o),
              o),
           s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
    FROM JSON_TABLE(batch, '$[*]' COLUMNS (
      p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]',
      s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]' ERROR ON ERROR,
      c CHAR(36) CHARACTER SET ascii PATH '$[4]' ERROR ON ERROR, e CHAR(36) CHARACTER SET ascii PATH '$[5]',
      t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
      d JSON PATH '$[8]', m JSON PATH '$[9]', f VARCHAR(80) CHARACTER SET ascii PATH '$[10]')) AS batch_rows
    WHERE NOT JSON_CONTAINS_PATH(stale, 'one', CONCAT('$."', COALESCE(f, s), '"'));
  END IF;

  COMMIT;

  SELECT CAST(JSON_OBJECT(
      '0', h0, '1', h1, '2', h2, '3', h3, '4', h4, '5', h5, '6', h6, '7', h7, '8', h8, '9', h9, '10', h10, '11', h11)
    AS CHAR) AS heads, CAST(stale AS CHAR) AS stale;
  IF since IS NOT NULL THEN
    WITH RECURSIVE missed (p, o, last) AS (
      SELECT p, IF(h > k + 200, h - 200, k) + 1, h
      FROM (SELECT p, k, CAST(ELT(p + 1, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11) AS UNSIGNED) AS h
            FROM JSON_TABLE(since, '$[*]' COLUMNS (p SMALLINT UNSIGNED PATH '$[0]', k BIGINT UNSIGNED PATH '$[1]')) AS known) AS ends
      WHERE h > k
      UNION ALL
      SELECT p, o + 1, last FROM missed WHERE o < last)
    SELECT /*+ INDEX(events PRIMARY) */
           BIN_TO_UUID(event_id) AS event_id, type, stream_id, version, partition_no, position, recorded_at,
           BIN_TO_UUID(command_id) AS command_id, CAST(data AS CHAR) AS data, CAST(metadata AS CHAR) AS metadata
    FROM missed STRAIGHT_JOIN events
      ON events.partition_no = missed.p AND events.position = missed.o;
  END IF;
END //

DELIMITER ;

-- Replicas that append to the same partitions take turns: who appends holds the lane's row until the commit. It keeps
-- nothing and decides nothing; what holds positions together is the primary key of events.
CREATE TABLE append_turns (
  lane TINYINT UNSIGNED NOT NULL PRIMARY KEY
) ENGINE = InnoDB COMMENT = 'one row a lane, to be locked by whoever appends';

INSERT INTO append_turns (lane) VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11);

-- Folded states of long streams. A cache: it may be emptied at any time.
CREATE TABLE snapshots (
  stream_id   VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  form        VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which state it is',
  revision    INT UNSIGNED    NOT NULL COMMENT 'snapshots of another revision are not read',
  version     BIGINT UNSIGNED NOT NULL COMMENT 'of the last event in it',
  position    BIGINT UNSIGNED NOT NULL COMMENT 'of that event in its partition',
  recorded_at DATETIME(3)     NOT NULL COMMENT 'of that event, UTC',
  state       JSON            NOT NULL,
  PRIMARY KEY (stream_id, form)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

DELIMITER //

-- Appends a batch behind what is there; if told to look for them, but for the streams of which another replica has
-- written a version that is in the batch. Answers what was there (heads: partition to last position), which streams those are (stale: stream to the
-- first such version), and then the events that they have from there on, at most 8 of each. All in one round trip, so that nobody
-- waits for a replica that has stopped in the middle.
CREATE PROCEDURE append_in_turn(IN lane_no TINYINT UNSIGNED, IN look BOOLEAN, IN batch JSON)
BEGIN
  DECLARE heads JSON;
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
  SET heads = JSON_OBJECT(
    '0', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 0), 0),
    '1', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 1), 0),
    '2', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 2), 0),
    '3', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 3), 0),
    '4', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 4), 0),
    '5', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 5), 0),
    '6', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 6), 0),
    '7', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 7), 0),
    '8', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 8), 0),
    '9', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 9), 0),
    '10', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 10), 0),
    '11', COALESCE((SELECT MAX(position) FROM events WHERE partition_no = 11), 0));

  IF look THEN
    -- the order and the index are given, as the optimizer has been seen to read the whole table while it is young
    SELECT JSON_OBJECTAGG(s, v) INTO stale FROM (
      SELECT s, MIN(v) AS v
      FROM JSON_TABLE(batch, '$[*]' COLUMNS (
        s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]')) AS wanted
      STRAIGHT_JOIN events FORCE INDEX (stream_version)
        ON events.stream_id = wanted.s COLLATE ascii_bin AND events.version = wanted.v
      GROUP BY s) AS taken;
  END IF;

  INSERT INTO events
    (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
  SELECT p, JSON_EXTRACT(heads, CONCAT('$."', p, '"')) + ROW_NUMBER() OVER (PARTITION BY p ORDER BY o),
         s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
  FROM JSON_TABLE(batch, '$[*]' COLUMNS (
    p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]',
    s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]',
    c CHAR(36) CHARACTER SET ascii PATH '$[4]' ERROR ON ERROR, e CHAR(36) CHARACTER SET ascii PATH '$[5]',
    t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
    d JSON PATH '$[8]', m JSON PATH '$[9]')) AS batch_rows
  WHERE stale IS NULL OR NOT JSON_CONTAINS_PATH(stale, 'one', CONCAT('$."', s, '"'));

  COMMIT;

  SELECT CAST(heads AS CHAR) AS heads, CAST(stale AS CHAR) AS stale;
  IF stale IS NOT NULL THEN
    SELECT BIN_TO_UUID(event_id) AS event_id, type, stream_id, version, partition_no, position, recorded_at,
           BIN_TO_UUID(command_id) AS command_id, CAST(data AS CHAR) AS data, CAST(metadata AS CHAR) AS metadata
    FROM JSON_TABLE(JSON_KEYS(stale), '$[*]' COLUMNS (s VARCHAR(80) CHARACTER SET ascii PATH '$')) AS streams
    STRAIGHT_JOIN JSON_TABLE('[0, 1, 2, 3, 4, 5, 6, 7]', '$[*]' COLUMNS (n INT UNSIGNED PATH '$')) AS ahead
    STRAIGHT_JOIN events FORCE INDEX (stream_version)
      ON events.stream_id = s COLLATE ascii_bin
      AND events.version = CAST(JSON_EXTRACT(stale, CONCAT('$."', s, '"')) AS UNSIGNED) + n;
  END IF;
END //

DELIMITER ;

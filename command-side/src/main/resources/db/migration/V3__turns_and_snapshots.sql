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

-- Appends a batch whose positions are counted from 1 in each partition, behind what is there, and answers what was
-- there. In one round trip, so that nobody waits for a replica that has stopped in the middle.
CREATE PROCEDURE append_in_turn(IN lane_no TINYINT UNSIGNED, IN batch JSON)
BEGIN
  DECLARE heads JSON;
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

  SELECT JSON_OBJECTAGG(partition_no, head) INTO heads
  FROM (SELECT partition_no, MAX(position) AS head FROM events GROUP BY partition_no) AS present;

  INSERT INTO events
    (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
  SELECT p, o + COALESCE(JSON_EXTRACT(heads, CONCAT('$."', p, '"')), 0), s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
  FROM JSON_TABLE(batch, '$[*]' COLUMNS (
    p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]',
    s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]',
    c CHAR(36) CHARACTER SET ascii PATH '$[4]' ERROR ON ERROR, e CHAR(36) CHARACTER SET ascii PATH '$[5]',
    t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
    d JSON PATH '$[8]', m JSON PATH '$[9]')) AS batch_rows;

  COMMIT;
  SELECT CAST(heads AS CHAR) AS heads;
END //

DELIMITER ;

-- The tables of a new register: what V1 to V7 lead to, without the procedures that some of them make, so the user of the
-- migration needs no right to make any. Flyway runs this before it records version 7 for a database without a history; a
-- register that has one gets each migration instead. MigrationIT compares the two.
--
-- Every statement may run twice: MySQL has no transaction around them, and a migration may be killed between two.

-- The event log: the source of truth, and the only table that nothing else can rebuild.
--
-- Its three unique keys are what holds everything together:
--   the primary key   makes positions dense and gives every partition one order, that of the commits;
--   stream_version    is the optimistic concurrency of a stream;
--   stream_command    makes a command idempotent for the life of the stream.
CREATE TABLE IF NOT EXISTS events (
  partition_no SMALLINT UNSIGNED NOT NULL COMMENT 'murmur2(root id) mod 12, the same as on the Kafka topic; 32768 more for a receipt',
  position     BIGINT UNSIGNED   NOT NULL COMMENT '1, 2, 3 ... per partition, no gap, in commit order; random for a receipt',
  stream_id    VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version      BIGINT UNSIGNED   NULL     COMMENT '1, 2, 3 ... per stream; null: a receipt, and no event',
  command_id   BINARY(16)        NULL     COMMENT 'on the first event of a command, and on its receipt',
  event_id     BINARY(16)        NOT NULL,
  type         VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'permanent wire name; receipt for a receipt',
  recorded_at  DATETIME(3)       NOT NULL COMMENT 'UTC, never earlier than the event before in the stream',
  data         JSON              NOT NULL COMMENT 'the payload; of a receipt either the version and position that were answered, or the command under which the events are',
  metadata     JSON              NOT NULL COMMENT 'actor, correlationId, causationId; on the first event of a command also requestHash and size',
  PRIMARY KEY (partition_no, position),
  UNIQUE KEY stream_version (stream_id, version),
  UNIQUE KEY stream_command (stream_id, command_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Replicas that append to the same partitions take turns: who appends holds the lane's row until the commit. It keeps
-- nothing and decides nothing; what holds positions together is the primary key of events.
CREATE TABLE IF NOT EXISTS append_turns (
  lane TINYINT UNSIGNED NOT NULL PRIMARY KEY
) ENGINE = InnoDB COMMENT = 'one row a lane, to be locked by whoever appends';

INSERT IGNORE INTO append_turns (lane) VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11);

-- Folded states of long streams. A cache: it may be emptied at any time.
CREATE TABLE IF NOT EXISTS snapshots (
  stream_id   VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  form        VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which state it is',
  revision    INT UNSIGNED    NOT NULL COMMENT 'snapshots of another revision are not read',
  version     BIGINT UNSIGNED NOT NULL COMMENT 'of the last event in it',
  position    BIGINT UNSIGNED NOT NULL COMMENT 'of that event in its partition',
  recorded_at DATETIME(3)     NOT NULL COMMENT 'of that event, UTC',
  state       JSON            NOT NULL,
  PRIMARY KEY (stream_id, form)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Which replica publishes a partition, until when. Times are this server's, so that no two clocks have to agree.
CREATE TABLE IF NOT EXISTS relay_leases (
  partition_no SMALLINT UNSIGNED NOT NULL,
  holder       BINARY(16)        NULL     COMMENT 'chosen by a replica when it starts',
  expires_at   DATETIME(6)       NOT NULL COMMENT 'whoever comes first may take the partition then',
  PRIMARY KEY (partition_no)
) ENGINE = InnoDB;

INSERT IGNORE INTO relay_leases (partition_no, expires_at)
VALUES (0, '2000-01-01'), (1, '2000-01-01'), (2, '2000-01-01'), (3, '2000-01-01'), (4, '2000-01-01'), (5, '2000-01-01'),
       (6, '2000-01-01'), (7, '2000-01-01'), (8, '2000-01-01'), (9, '2000-01-01'), (10, '2000-01-01'), (11, '2000-01-01');

-- What an operator has asked to be published again: a partition, a stream, or everything when both are null.
CREATE TABLE IF NOT EXISTS replays (
  id                BINARY(16)        NOT NULL,
  asked_at          DATETIME(3)       NOT NULL COMMENT 'UTC',
  partition_no      SMALLINT UNSIGNED NULL,
  stream_id         VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
  events_per_second INT UNSIGNED      NOT NULL,
  state             ENUM ('RUNNING', 'DONE', 'CANCELLED') NOT NULL,
  ended_at          DATETIME(3)       NULL     COMMENT 'UTC',
  PRIMARY KEY (id),
  KEY by_state (state),
  KEY by_time (asked_at)
) ENGINE = InnoDB;

-- How far each partition of a replay has come. Positions of a partition and versions of a stream have no gap, so the
-- number of events sent is also the position, or version, of the last one.
CREATE TABLE IF NOT EXISTS replay_parts (
  replay_id    BINARY(16)        NOT NULL,
  partition_no SMALLINT UNSIGNED NOT NULL,
  sent         BIGINT UNSIGNED   NOT NULL,
  total        BIGINT UNSIGNED   NOT NULL COMMENT 'how many there were when it was asked for',
  PRIMARY KEY (replay_id, partition_no)
) ENGINE = InnoDB;

-- Up to which position of each partition a reader of the log has done what follows. A cache: without it, everything is
-- looked at once more, and nothing is done twice.
CREATE TABLE IF NOT EXISTS policy_progress (
  reader       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  partition_no SMALLINT UNSIGNED NOT NULL,
  position     BIGINT UNSIGNED   NOT NULL,
  PRIMARY KEY (reader, partition_no)
) ENGINE = InnoDB;

-- What Kafka has acknowledged, so that a replica that starts to publish a partition finds out when Kafka has lost some of it.
-- Written every few seconds while events are published. A cache: without it, this is not checked at the next start.
CREATE TABLE IF NOT EXISTS relay_published (
  topic         VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  partition_no  SMALLINT UNSIGNED NOT NULL,
  position      BIGINT UNSIGNED   NOT NULL COMMENT 'the topic has 1 ... position, in order, up to record_offset',
  record_offset BIGINT            NOT NULL COMMENT 'of an acknowledged record; -1: none',
  loss          VARCHAR(1000)     NULL     COMMENT 'why nothing is published: Kafka has lost what it acknowledged',
  resume_at     DATETIME(6)       NULL     COMMENT 'UTC; when an operator asked to publish again from the first missing position',
  PRIMARY KEY (topic, partition_no)
) ENGINE = InnoDB;

-- Every statement may run twice: MySQL has no transaction around them, and a service may die between two.

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

-- The event log: the source of truth, and the only table that nothing else can rebuild.
--
-- Its three unique keys are what holds everything together:
--   the primary key   makes positions dense and gives every partition one order, that of the commits;
--   stream_version    is the optimistic concurrency of a stream;
--   stream_command    makes a command idempotent for the life of the stream.
CREATE TABLE events (
  partition_no SMALLINT UNSIGNED NOT NULL COMMENT 'murmur2(root id) mod 12, the same as on the Kafka topic',
  position     BIGINT UNSIGNED   NOT NULL COMMENT '1, 2, 3 ... per partition, no gap, in commit order',
  stream_id    VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version      BIGINT UNSIGNED   NOT NULL COMMENT '1, 2, 3 ... per stream',
  command_id   BINARY(16)        NULL     COMMENT 'on the first event of a command only',
  event_id     BINARY(16)        NOT NULL,
  type         VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'permanent wire name',
  recorded_at  DATETIME(3)       NOT NULL COMMENT 'UTC, never earlier than the event before in the stream',
  data         JSON              NOT NULL COMMENT 'the payload',
  metadata     JSON              NOT NULL COMMENT 'actor, correlationId, causationId; on the first event of a command also requestHash and size',
  PRIMARY KEY (partition_no, position),
  UNIQUE KEY stream_version (stream_id, version),
  UNIQUE KEY stream_command (stream_id, command_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

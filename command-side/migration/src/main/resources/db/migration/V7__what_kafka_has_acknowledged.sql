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

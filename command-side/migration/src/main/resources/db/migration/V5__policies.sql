-- Up to which position of each partition a reader of the log has done what follows. A cache: without it, everything is
-- looked at once more, and nothing is done twice.
CREATE TABLE IF NOT EXISTS policy_progress (
  reader       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  partition_no SMALLINT UNSIGNED NOT NULL,
  position     BIGINT UNSIGNED   NOT NULL,
  PRIMARY KEY (reader, partition_no)
) ENGINE = InnoDB;

package io.cartulary.load.history;

/** The rules for every register, regardless of what was killed, stopped or full meanwhile. */
public enum Rule {
    ANSWERED_IS_STORED("answered 2xx, and not in the log"),
    STORED_ONCE("one command, and more than once in the log"),
    STORED_WHERE_ANSWERED("answered with one place, and in the log at another"),
    REPEATS_ARE_ANSWERED_ALIKE("retried, and answered differently than at first"),
    NOTHING_FORBADE_IT("rejected, and no rule requires it"),
    REFUSED_IS_NOT_STORED("rejected, and in the log"),
    STORED_WAS_ASKED("in the log, and not requested"),
    EVENT_IDS_ARE_UNIQUE("an event id, and more than once in the log"),
    STREAMS_KEEP_THEIR_PARTITION("in the log in another partition than the root id chooses"),
    POSITIONS_ARE_DENSE("the partition's positions are not 1, 2, 3 …"),
    VERSIONS_ARE_DENSE("the stream's versions are not 1, 2, 3 … in the order of positions"),
    TIME_NEVER_RUNS_BACKWARDS("recorded earlier than the previous event of its stream"),
    KAFKA_HAS_ALL("in the log, and not in Kafka"),
    KAFKA_HAS_NOTHING_ELSE("in Kafka, and not in the log at this place"),
    KAFKA_IS_IN_ORDER("first in Kafka after a later position of its partition"),
    KAFKA_SAYS_THE_SAME("in Kafka with other content than in the log");

    private final String whenBroken;

    Rule(String whenBroken) {
        this.whenBroken = whenBroken;
    }

    /** The meaning of each example. */
    String whenBroken() {
        return whenBroken;
    }
}

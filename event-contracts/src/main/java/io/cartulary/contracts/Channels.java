package io.cartulary.contracts;

/** The Kafka channels where the two services meet. These names are permanent. */
public final class Channels {

    /** The topic that carries every event, keyed by root id and kept for ever. */
    public static final String EVENTS = "cartulary.events";

    /**
     * How many partitions {@link #EVENTS} has. It can't change once events are stored: a root id's partition is part
     * of every event's identity.
     */
    public static final int PARTITIONS = 12;

    private Channels() {}
}

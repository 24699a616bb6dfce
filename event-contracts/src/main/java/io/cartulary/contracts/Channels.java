package io.cartulary.contracts;

/** The Kafka topics between the two services. These names are permanent. */
public final class Channels {

    /** The topic that carries every event, keyed by root id and kept for ever. */
    public static final String EVENTS = "cartulary.events";

    /**
     * How many partitions {@link #EVENTS} has. It can't change once events are stored: a root id's partition is part
     * of every event's identity.
     */
    public static final int PARTITIONS = 12;

    /** The topic of other systems' commands, keyed by root id. */
    public static final String COMMANDS = "cartulary.commands";

    /** The topic with the rejections of those commands. */
    public static final String REFUSED = "cartulary.commands.refused";

    /** The type of every record of {@link #REFUSED}. */
    public static final String REFUSED_TYPE = "cartulary.command-refused.v1";

    /** The topic of records in {@link #COMMANDS} that are not commands. */
    public static final String SET_ASIDE = "cartulary.commands.set-aside";

    private Channels() {}
}

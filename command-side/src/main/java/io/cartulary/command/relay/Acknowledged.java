package io.cartulary.command.relay;

/**
 * What Kafka has acknowledged of a partition: up to this offset it has the positions 1 to this one, in order.
 *
 * @param offset of an acknowledged record; {@link #NO_OFFSET} when the topic may begin with the next position
 */
record Acknowledged(long position, long offset) {

    static final long NO_OFFSET = -1;
}

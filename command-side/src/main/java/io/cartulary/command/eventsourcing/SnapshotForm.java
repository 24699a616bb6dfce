package io.cartulary.command.eventsourcing;

/**
 * The form of a state in snapshots.
 *
 * @param type the sealed type that all states of the stream have
 * @param revision has to change when the same events fold to another state, or the state's JSON changes: snapshots of
 * another revision are discarded unread. It need not change for a new member that is null until an event of a new type
 */
public record SnapshotForm<S>(Class<S> type, int revision) {

    /** Distinguishes it from the forms of other states. */
    public String name() {
        return type.getSimpleName();
    }
}

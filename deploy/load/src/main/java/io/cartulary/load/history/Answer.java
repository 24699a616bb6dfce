package io.cartulary.load.history;

/** What came of sending a command once. */
public sealed interface Answer {

    /** An answer that stands: sending the command again may not change it. */
    sealed interface Final extends Answer {}

    /**
     * 2xx: the command is carried out, and its event stored at this place.
     *
     * @param id of what the command was about
     * @param version of its stream afterwards, which is the version of the event
     * @param partition of the event, from the {@code Consistency-Token}
     * @param position of the event, from the {@code Consistency-Token}
     */
    record Done(String id, long version, int partition, long position) implements Final {}

    /**
     * Anything that says no, and that another attempt would not change.
     *
     * @param status of HTTP
     * @param code of the problem, or what was wrong with the answer itself
     */
    record Rejected(int status, String code) implements Final {}

    /**
     * Neither yes nor no: a timeout, a lost connection, 503. The command may be carried out or not.
     *
     * @param reason in few words, to be counted
     */
    record Open(String reason) implements Answer {}
}

package io.cartulary.load.history;

/** The result of sending a command once. */
public sealed interface Answer {

    /** A final answer: sending the command again may not change it. */
    sealed interface Final extends Answer {}

    /**
     * 2xx: the command is carried out, and its event stored at this place.
     *
     * @param id the root id of the command's stream
     * @param version of its stream afterwards, which is the version of the event
     * @param partition of the event, from the {@code Consistency-Token}
     * @param position of the event, from the {@code Consistency-Token}
     */
    record Done(String id, long version, int partition, long position) implements Final {}

    /**
     * A rejection that another attempt would not change.
     *
     * @param status of HTTP
     * @param code of the problem, or the defect of the answer itself
     */
    record Rejected(int status, String code) implements Final {}

    /**
     * An unknown result: a timeout, a lost connection, 503. The command may be carried out or not.
     *
     * @param reason in few words, to be counted
     */
    record Open(String reason) implements Answer {}
}

package io.cartulary.load.history;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * All requests to one register, and their answers. Every event in the register has to come from one of these commands,
 * and none of the commands may violate the shop's rules. Safe for use by several threads.
 */
public final class History {

    private final Queue<SentCommand> commands = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> open = new ConcurrentHashMap<>();

    public void add(SentCommand asked) {
        commands.add(asked);
    }

    void count(Answer.Open answer) {
        open.computeIfAbsent(answer.reason(), _ -> new LongAdder()).increment();
    }

    /** Each command once, whether it was ever answered or not. */
    public Collection<SentCommand> commands() {
        return Collections.unmodifiableCollection(commands);
    }

    /** The number of repeated attempts, by reason. */
    public Map<String, Long> attemptsWithoutAnswer() {
        var counts = new TreeMap<String, Long>();
        open.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}

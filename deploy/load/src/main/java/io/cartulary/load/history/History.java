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
 * All that was asked of one register, and what was answered. Every event in the register has to come from a command in
 * here, and none of the commands may be against the rules of the shop. Safe for use by several threads.
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

    /** How often an attempt had to be made again, by reason. */
    public Map<String, Long> attemptsWithoutAnswer() {
        var counts = new TreeMap<String, Long>();
        open.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}

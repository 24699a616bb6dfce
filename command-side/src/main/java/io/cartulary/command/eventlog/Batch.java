package io.cartulary.command.eventlog;

import static java.util.Comparator.comparingInt;

import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Passed;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is written with one statement: the events of commands that have taken their turn one after the other, each on
 * what those before it do to its stream.
 */
final class Batch {

    /**
     * A command of the batch.
     *
     * @param rows its events as they will be stored, but for their positions
     */
    record Entry(Waiting waiting, Append append, Instant recordedAt, List<EventRows.NewRow> rows) {

        StreamId stream() {
            return append.stream();
        }

        int partition() {
            return stream().partition();
        }
    }

    private final List<Entry> entries;

    /** @param entries those of one stream in the order of their turns */
    private Batch(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Lets waiting commands take their turns, until there are no more or the batch is full. Who has nothing to append, or
     * repeats a command of the batch, is answered {@link Passed} through {@code afterwards}, once the batch is stored:
     * what led to it may be part of it.
     */
    static Batch of(Supplier<@Nullable Waiting> next, BatchLimits limits, Instant now, List<Waiting> afterwards) {
        var entries = new ArrayList<Entry>();
        var last = new HashMap<StreamId, Entry>();
        var commandIds = new HashSet<UUID>();
        int bytes = 0;
        for (int commands = 0; commands < limits.commands() && bytes < limits.bytes(); commands++) {
            Waiting waiting = next.get();
            if (waiting == null) {
                break;
            }
            if (waiting.isLate()) {
                waiting.fail(limits.late());
                continue;
            }
            try {
                UUID commandId = waiting.turn().metadata().commandId();
                Entry entry =
                        commandIds.contains(commandId) ? null : take(waiting, last.get(waiting.turn().stream()), now);
                if (entry == null) {
                    afterwards.add(waiting);
                } else {
                    commandIds.add(commandId);
                    entries.add(entry);
                    last.put(entry.stream(), entry);
                    bytes += entry.rows().stream()
                            .mapToInt(EventRows.NewRow::length)
                            .sum();
                }
            } catch (RuntimeException failure) {
                // a decider that throws is at fault, and its neighbours are not
                waiting.fail(failure);
            }
        }
        // every replica locks in the same order
        entries.sort(comparingInt(Entry::partition));
        return new Batch(entries);
    }

    private static @Nullable Entry take(Waiting waiting, @Nullable Entry before, Instant now) {
        Append append = waiting.turn().take(before == null ? null : before.append());
        if (append == null) {
            return null;
        }
        Instant notBefore = before == null ? append.notBefore() : before.recordedAt();
        Instant recordedAt = now.isBefore(notBefore) ? notBefore : now;
        return new Entry(waiting, append, recordedAt, EventRows.rows(append, recordedAt));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    List<Entry> entries() {
        return entries;
    }

    /** Two halves, so that one command that can't be stored is found among many. */
    List<Batch> halves() {
        int middle = entries.size() / 2;
        return List.of(new Batch(entries.subList(0, middle)), new Batch(entries.subList(middle, entries.size())));
    }

    /** Those of its entries, as a batch of their own. */
    Batch only(Predicate<Entry> wanted) {
        return new Batch(entries.stream().filter(wanted).toList());
    }

    /** The JSON of all rows, each at the position after the one before in its partition. */
    String json(Map<Integer, Long> heads) {
        return EventRows.json(entries.stream().flatMap(entry -> entry.rows().stream()), new Numbering(heads));
    }

    /**
     * It is stored: everyone's state becomes what they have made of it, and only then is anyone told.
     *
     * @param heads the last position of each partition before
     * @return and now
     */
    Map<Integer, Long> stored(Map<Integer, Long> heads, Consumer<Committed> committed) {
        var numbering = new Numbering(heads);
        var events = new TreeMap<Integer, List<Envelope>>();
        var results = new ArrayList<AppendResult>(entries.size());
        for (Entry entry : entries) {
            List<Envelope> partition = events.computeIfAbsent(entry.partition(), _ -> new ArrayList<>());
            entry.rows().forEach(row -> partition.add(row.envelope(numbering.next(row.partition()))));
            var appended =
                    new Appended(entry.append().lastVersion(), numbering.last(entry.partition()), entry.recordedAt());
            entry.waiting().turn().stored(entry.append(), appended);
            results.add(appended);
        }
        events.forEach((partition, inOrder) -> committed.accept(new Committed(partition, inOrder)));
        for (int i = 0; i < results.size(); i++) {
            entries.get(i).waiting().complete(results.get(i));
        }
        return numbering.heads();
    }

    void fail(Throwable failure) {
        entries.forEach(entry -> entry.waiting().fail(failure));
    }

    /** Gives out the positions of each partition one after the other. */
    static final class Numbering {

        private final Map<Integer, Long> last;

        Numbering(Map<Integer, Long> heads) {
            last = new HashMap<>(heads);
        }

        long next(int partition) {
            return last.merge(partition, 1L, Long::sum);
        }

        long last(int partition) {
            return last.getOrDefault(partition, 0L);
        }

        Map<Integer, Long> heads() {
            return last;
        }
    }
}

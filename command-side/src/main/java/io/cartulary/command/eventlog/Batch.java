package io.cartulary.command.eventlog;

import static java.util.Comparator.comparingInt;

import io.cartulary.command.eventlog.Commands.Command;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.NothingToAppend;
import io.cartulary.command.eventsourcing.EventStore.LogEntry;
import io.cartulary.command.eventsourcing.EventStore.Receipt;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written with one statement: the events and receipts of commands that have taken their turn one after the other,
 * each on what those before it do to its stream.
 */
final class Batch {

    /**
     * A command of the batch.
     *
     * @param events as they will be stored, but for their positions; none of a receipt
     * @param receipts what is stored beside the events, or instead of any
     */
    record Entry(
            QueuedAppend waiting,
            LogEntry content,
            Instant recordedAt,
            List<EventRows.NewRow> events,
            List<ReceiptRow> receipts) {

        StreamId stream() {
            return content.stream();
        }

        /** Under which ids MySQL may know it. */
        List<Command> commands() {
            return Command.of(stream(), content.metadata());
        }

        private int length() {
            return rows().mapToInt(row -> row.json().length()).sum();
        }

        private Stream<BatchRow> rows() {
            return Stream.concat(events.stream(), receipts.stream());
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
     * repeats a command of the batch, is answered {@link NothingToAppend} through {@code afterwards}, once the batch is stored:
     * what led to it may be part of it.
     */
    static Batch of(
            Supplier<@Nullable QueuedAppend> next, BatchLimits limits, Instant now, List<QueuedAppend> afterwards) {
        var entries = new ArrayList<Entry>();
        var last = new HashMap<StreamId, Last>();
        var commands = new HashSet<Command>();
        int bytes = 0;
        for (int taken = 0; taken < limits.commands() && bytes < limits.bytes(); taken++) {
            QueuedAppend waiting = next.get();
            if (waiting == null) {
                break;
            }
            if (waiting.isLate()) {
                waiting.fail(limits.late());
                continue;
            }
            try {
                StreamId stream = waiting.turn().stream();
                List<Command> ids = Command.of(stream, waiting.turn().metadata());
                Entry entry = Collections.disjoint(commands, ids) ? take(waiting, last.get(stream), now) : null;
                if (entry == null) {
                    afterwards.add(waiting);
                } else {
                    commands.addAll(ids);
                    entries.add(entry);
                    bytes += entry.length();
                    if (entry.content() instanceof Append append) {
                        last.put(stream, new Last(append, entry.recordedAt()));
                    }
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

    /** What comes last in a stream, so far. */
    private record Last(Append append, Instant recordedAt) {}

    private static @Nullable Entry take(QueuedAppend waiting, @Nullable Last before, Instant now) {
        LogEntry entry = waiting.turn().take(before == null ? null : before.append());
        return switch (entry) {
            case null -> null;
            case Append append -> {
                Instant notBefore = before == null ? append.notBefore() : before.recordedAt();
                Instant recordedAt = now.isBefore(notBefore) ? notBefore : now;
                List<EventRows.NewRow> events = EventRows.rows(append, recordedAt);
                yield new Entry(waiting, append, recordedAt, events, ReceiptRow.rows(append, recordedAt));
            }
            case Receipt receipt -> new Entry(waiting, receipt, now, List.of(), ReceiptRow.rows(receipt, now));
        };
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
        return EventRows.json(entries.stream().flatMap(Entry::rows), new Numbering(heads));
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
            results.add(
                    switch (entry.content()) {
                        case Append append -> {
                            List<Envelope> partition =
                                    events.computeIfAbsent(entry.partition(), _ -> new ArrayList<>());
                            entry.events().forEach(row -> partition.add(row.envelope(row.position(numbering))));
                            var appended = new Appended(
                                    append.lastVersion(), numbering.last(entry.partition()), entry.recordedAt());
                            entry.waiting().turn().stored(append, appended);
                            yield appended;
                        }
                        case Receipt receipt -> new Appended(receipt.version(), receipt.position(), entry.recordedAt());
                    });
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

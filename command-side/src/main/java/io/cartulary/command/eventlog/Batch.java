package io.cartulary.command.eventlog;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one statement: the events and receipts of commands that were decided one after the other, each on the
 * state that the commands before it leave in its stream.
 */
final class Batch {

    /**
     * A command of the batch.
     *
     * @param events as they will be stored, without their positions; empty for a receipt
     * @param receipts the receipts that are stored with the events, or without any event
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

        /** The ids under which MySQL may know the command. */
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

    /** @param entries those of one stream in the order of their decisions */
    private Batch(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Decides queued commands until there are no more or the batch is full. A command that has nothing to append, or
     * repeats a command of the batch, is answered {@link NothingToAppend} through {@code afterwards}, once the batch is
     * stored, because its answer may depend on the batch.
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
                // a decider that throws fails its own command only
                waiting.fail(failure);
            }
        }
        // every replica locks in the same order
        entries.sort(comparingInt(Entry::partition));
        return new Batch(entries);
    }

    /** The last append to a stream, so far. */
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

    /** The number of rows, receipts included. */
    int rows() {
        return Math.toIntExact(entries.stream().flatMap(Entry::rows).count());
    }

    Set<UUID> eventIds() {
        return entries.stream()
                .flatMap(entry -> entry.events().stream())
                .map(EventRows.NewRow::eventId)
                .collect(toSet());
    }

    /**
     * Where the events of a stream begin in the batch. Versions have no gap, so if others have appended to the stream,
     * they have that version, too.
     *
     * @param command the stream of the command; another one when the stream begins together with it
     */
    record FirstVersion(StreamId command, StreamId stream, long version) {

        /** Neither stream has a character that JSON would have to escape. */
        String json() {
            return "[\"%s\",%d,\"%s\",%d]".formatted(command, stream.partition(), stream, version);
        }
    }

    /** One for each stream. */
    Collection<FirstVersion> firstVersions() {
        var first = new LinkedHashMap<StreamId, FirstVersion>();
        for (Entry entry : entries) {
            for (EventRows.NewRow row : entry.events()) {
                first.putIfAbsent(row.stream(), new FirstVersion(entry.stream(), row.stream(), row.version()));
            }
        }
        return first.values();
    }

    /** Two halves, to find the one command that can't be stored. */
    List<Batch> halves() {
        int middle = entries.size() / 2;
        return List.of(new Batch(entries.subList(0, middle)), new Batch(entries.subList(middle, entries.size())));
    }

    /** A batch of the wanted entries only. */
    Batch only(Predicate<Entry> wanted) {
        return new Batch(entries.stream().filter(wanted).toList());
    }

    /** The JSON of all rows, with consecutive positions in each partition. */
    String json(Map<Integer, Long> heads) {
        return EventRows.json(entries.stream().flatMap(Entry::rows), new Numbering(heads));
    }

    /**
     * The batch is stored: each command's state is published to the cache first, and then the callers are answered.
     *
     * @param heads the last position of each partition before
     * @return the last positions now
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

    /** Assigns consecutive positions in each partition. */
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

package io.cartulary.command.eventsourcing;

import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.NothingToAppend;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** An event store for specifications of the command handler, with the same contract as the one in MySQL. */
public final class InMemoryEventStore implements EventStore {

    private final Instant now;
    private final List<Envelope> log = new ArrayList<>();
    private final Map<StreamId, Map<UUID, AlreadyAppended>> commands = new HashMap<>();
    private int reads;

    public InMemoryEventStore(Instant now) {
        this.now = now;
    }

    @Override
    public Uni<AppendResult> append(PendingAppend turn) {
        return Uni.createFrom().item(() -> appendNow(turn));
    }

    private synchronized AppendResult appendNow(PendingAppend turn) {
        return switch (turn.take(null)) {
            case null -> new NothingToAppend();
            case Receipt receipt -> keep(receipt);
            case Append append -> {
                AppendResult result = appendNow(append);
                if (result instanceof Appended appended) {
                    turn.stored(append, appended);
                }
                yield result;
            }
        };
    }

    private AppendResult keep(Receipt receipt) {
        Optional<AlreadyAppended> before = known(receipt);
        if (before.isPresent()) {
            return before.get();
        }
        remember(receipt, new AlreadyAppended(receipt.metadata().requestHash(), receipt.version(), receipt.position()));
        return new Appended(receipt.version(), receipt.position(), now);
    }

    private AppendResult appendNow(Append append) {
        boolean isFounded = append.startsStream() != null
                && !stream(append.startsStream().stream()).isEmpty();
        if (isFounded || append.version() != stream(append.stream()).size() + 1) {
            return new VersionTaken(List.of());
        }
        Optional<AlreadyAppended> before = known(append);
        if (before.isPresent()) {
            return before.get();
        }
        Instant recordedAt = now.isBefore(append.notBefore()) ? append.notBefore() : now;
        for (Event event : append.events()) {
            log.add(envelope(append, append.stream(), event, recordedAt));
        }
        if (append.startsStream() != null) {
            for (Event event : append.startsStream().events()) {
                log.add(envelope(append, append.startsStream().stream(), event, recordedAt));
            }
        }
        long position = log.getLast().position();
        remember(append, new AlreadyAppended(append.metadata().requestHash(), append.lastVersion(), position));
        return new Appended(append.lastVersion(), position, recordedAt);
    }

    private Envelope envelope(Append append, StreamId stream, Event event, Instant recordedAt) {
        int partition = stream.partition();
        long version = stream(stream).size() + 1L;
        CommandMetadata metadata = append.metadata();
        return new Envelope(
                UUID.randomUUID(),
                EventType.of(event).wireName(),
                stream,
                version,
                partition,
                log.stream().filter(other -> other.partition() == partition).count() + 1,
                recordedAt,
                metadata.actor(),
                metadata.correlationId(),
                metadata.causationId(),
                stream.equals(append.stream()) && version == append.version() ? metadata.commandId() : null,
                EventCodec.encode(event),
                metadata.traceparent());
    }

    @Override
    public synchronized Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit) {
        reads++;
        return Uni.createFrom()
                .item(stream(stream).stream().skip(afterVersion).limit(limit).toList());
    }

    @Override
    public synchronized Uni<Map<StreamId, Long>> ends(String category) {
        return Uni.createFrom()
                .item(log.stream()
                        .filter(envelope -> envelope.streamId().category().equals(category))
                        .collect(Collectors.toMap(Envelope::streamId, Envelope::version, Math::max)));
    }

    @Override
    public synchronized Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
        return Uni.createFrom().item(known(stream, commandId));
    }

    synchronized List<Envelope> stream(StreamId stream) {
        return log.stream()
                .filter(envelope -> envelope.streamId().equals(stream))
                .toList();
    }

    /** The number of reads since the last call. */
    synchronized int reads() {
        int before = reads;
        reads = 0;
        return before;
    }

    private void remember(LogEntry entry, AlreadyAppended answer) {
        var ofStream = commands.computeIfAbsent(entry.stream(), _ -> new HashMap<>());
        entry.metadata().ids().forEach(id -> ofStream.put(id, answer));
    }

    private Optional<AlreadyAppended> known(LogEntry entry) {
        return entry.metadata().ids().stream()
                .flatMap(id -> known(entry.stream(), id).stream())
                .findFirst();
    }

    private Optional<AlreadyAppended> known(StreamId stream, UUID commandId) {
        return Optional.ofNullable(commands.getOrDefault(stream, Map.of()).get(commandId));
    }
}

package io.cartulary.query.projection;

import io.cartulary.query.quarantine.Quarantine;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.stream.Stream;

/** Writes the result of a batch or a release. All writes may be repeated. */
@ApplicationScoped
public class ViewWriter {

    private final Store store;
    private final Timeline timeline;
    private final Quarantine quarantine;
    private final ProjectionConfig config;
    private final Event<StreamsProjected> projected;

    ViewWriter(
            Store store,
            Timeline timeline,
            Quarantine quarantine,
            ProjectionConfig config,
            Event<StreamsProjected> projected) {
        this.store = store;
        this.timeline = timeline;
        this.quarantine = quarantine;
        this.config = config;
        this.projected = projected;
    }

    /**
     * Writes events and the rows that follow from them, and the quarantine; then the last states, which tell that
     * everything up to their versions is written.
     */
    Uni<Void> write(List<FoldedStream> streams, List<UnidentifiedRecord> strays) {
        Stream<Cql> aside = Stream.concat(
                streams.stream().flatMap(quarantine::rows), strays.stream().flatMap(quarantine::rows));
        return write(Stream.concat(streams.stream().flatMap(this::beside), aside))
                .chain(() -> write(streams.stream().flatMap(ViewWriter::states)))
                .invoke(() -> tell(streams));
    }

    /** The same without the quarantine. */
    Uni<Void> writeProjected(FoldedStream stream) {
        return write(beside(stream)).chain(() -> write(states(stream))).invoke(() -> tell(List.of(stream)));
    }

    private void tell(List<FoldedStream> streams) {
        projected.fire(new StreamsProjected(
                streams.stream().map(FoldedStream::streamId).toList()));
    }

    /** Writes the rows that follow from the events, and then the states, which tell that those are written. */
    public Uni<Void> writeRows(List<FoldedRow> rows) {
        return write(rows.stream().flatMap(row -> row.beside().stream()))
                .chain(() -> write(rows.stream().map(FoldedRow::write)));
    }

    /** Writes all of them, with bounded concurrency. */
    public Uni<Void> write(Stream<Cql> statements) {
        return store.write(statements.toList(), config.inFlight());
    }

    private Stream<Cql> beside(FoldedStream stream) {
        return Stream.concat(
                stream.appended().stream().map(event -> timeline.append(event.envelope())),
                stream.rows().stream().flatMap(row -> row.beside().stream()));
    }

    private static Stream<Cql> states(FoldedStream stream) {
        return stream.rows().stream().map(FoldedRow::write);
    }
}

package io.cartulary.query.quarantine;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the stored quarantine of partitions. */
@ApplicationScoped
public class QuarantineReader {

    /** A stream is in quarantine for one version, and during a release possibly for an earlier one, too. */
    private static final int ROWS_OF_A_STREAM = 2;

    private final Quarantine quarantine;
    private final Requests requests;
    private final QuarantineConfig config;

    QuarantineReader(Quarantine quarantine, Requests requests, QuarantineConfig config) {
        this.quarantine = quarantine;
        this.requests = requests;
        this.config = config;
    }

    /** The quarantine of a partition as it is stored at this moment. */
    public Uni<PartitionQuarantine> read(int partition) {
        return Uni.combine()
                .all()
                .unis(
                        quarantine
                                .of(partition, "")
                                .select()
                                .first((long) config.streams() * ROWS_OF_A_STREAM)
                                .collect()
                                .asList(),
                        quarantine.discarded(partition).collect().asList(),
                        requests.of(partition))
                .with((quarantined, discarded, requested) -> new PartitionQuarantine(
                        quarantined,
                        discarded,
                        requested.stream()
                                .filter(request -> request.outcome() != null)
                                .map(Request::id)
                                .toList()));
    }
}

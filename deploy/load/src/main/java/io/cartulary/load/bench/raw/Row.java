package io.cartulary.load.bench.raw;

import java.time.LocalDateTime;
import java.util.UUID;

/** A row of the table {@code events}, like one that the command side writes for an item added to a cart. */
public record Row(
        int partition,
        long position,
        String stream,
        long version,
        UUID commandId,
        UUID eventId,
        String type,
        LocalDateTime recordedAt,
        String data,
        String metadata) {}

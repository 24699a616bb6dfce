package io.cartulary.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The auditor's findings in the streams of the partitions that this replica projects. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {Audit.class, Audit.Pass.class, Difference.class})
public record Audit(
        @Schema(description = "The number of streams that this replica checks per second", examples = "5")
        int streamsPerSecond,

        @Schema(description = "The number of streams checked since the start", examples = "12040")
        long checked,

        @Schema(description = "The number of differing rows; a row counts each time it is found", examples = "0")
        long differing,

        @Nullable Pass thisPass,

        @Schema(description = "The last complete pass; missing until the first one is complete") @Nullable
        Pass lastPass,

        @Nullable
        @Schema(
                description =
                        "Every stream has been checked since then: the start of the first pass until it is complete")
        Instant oldestChecked,

        @Schema(description = "The newest rows that still differed when they were last checked")
        List<Difference> differences) {

    /** One pass over all streams. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditPass")
    public record Pass(
            Instant startedAt,

            @Schema(description = "When the pass was complete; missing while it runs") @Nullable
            Instant finishedAt,

            long checked,
            long differing) {

        static Pass started(Instant now) {
            return new Pass(now, null, 0, 0);
        }

        Pass with(int found) {
            return new Pass(startedAt, finishedAt, checked + 1, differing + found);
        }

        Pass finished(Instant now) {
            return new Pass(startedAt, now, checked, differing);
        }
    }
}

package io.cartulary.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The auditor's findings in the streams of the partitions that this replica projects.
 *
 * @param checked the number of streams checked since the start
 * @param differing the number of differing rows; a row counts each time it is found
 * @param lastPass missing until the first pass is complete
 * @param oldestChecked every stream has been checked since then; missing before the first pass
 * @param differences the newest rows that still differed when they were last checked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {Audit.class, Audit.Pass.class, Difference.class})
public record Audit(
        @Schema(examples = "5") int streamsPerSecond,
        @Schema(examples = "12040") long checked,
        @Schema(examples = "0") long differing,
        @Nullable Pass thisPass,
        @Nullable Pass lastPass,

        @Nullable
        @Schema(description = "Every stream has been checked since then. Until the first pass ends, when it began")
        Instant oldestChecked,

        List<Difference> differences) {

    /**
     * One pass over all streams.
     *
     * @param finishedAt missing while the pass runs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditPass")
    public record Pass(Instant startedAt, @Nullable Instant finishedAt, long checked, long differing) {

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

package io.cartulary.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the auditor of this replica has found in the streams of the partitions that it projects.
 *
 * @param checked how many streams since it started
 * @param differing how many rows of them, counted each time they were seen
 * @param lastPass missing until all streams were looked at once
 * @param differences the rows that still differed when they were last looked at, the newest ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {Audit.class, Audit.Pass.class, Difference.class})
public record Audit(
        @Schema(examples = "5") int streamsPerSecond,
        @Schema(examples = "12040") long checked,
        @Schema(examples = "0") long differing,
        @Nullable Pass thisPass,
        @Nullable Pass lastPass,
        List<Difference> differences) {

    /**
     * Once over all streams.
     *
     * @param finishedAt missing while it is under way
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

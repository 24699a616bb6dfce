package io.cartulary.query.audit;

import io.cartulary.contracts.StreamId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the auditor has found so far. */
@Startup
@ApplicationScoped
class Findings {

    private static final Logger LOG = Logger.getLogger(Findings.class);

    private final AuditConfig config;
    private final Counter checked;
    private final Counter differing;
    private final LinkedHashMap<String, Difference> differences = new LinkedHashMap<>();
    private Audit.@Nullable Pass thisPass;
    private Audit.@Nullable Pass lastPass;

    Findings(AuditConfig config, MeterRegistry registry) {
        this.config = config;
        this.checked = Counter.builder("cartulary.audit.checked")
                .description("Streams folded from the timeline and compared with their rows")
                .baseUnit("streams")
                .register(registry);
        this.differing = Counter.builder("cartulary.audit.differing")
                .description("Rows that were not what their events say, each time one was seen")
                .baseUnit("rows")
                .register(registry);
        Gauge.builder("cartulary.audit.differences", this::known)
                .description("Rows that still differed when they were last looked at, as far as they are listed")
                .baseUnit("rows")
                .register(registry);
    }

    synchronized void begin() {
        thisPass = Audit.Pass.started(Instant.now());
    }

    synchronized void end() {
        if (thisPass != null) {
            lastPass = thisPass.finished(Instant.now());
            thisPass = null;
        }
    }

    /** Records the differences found in a stream. */
    synchronized void add(StreamId stream, List<Difference> found) {
        checked.increment();
        differing.increment(found.size());
        if (thisPass != null) {
            thisPass = thisPass.with(found.size());
        }
        boolean known = differences.values().removeIf(old -> old.stream().equals(stream.toString()));
        found.forEach(difference -> differences.put(difference.stream() + ' ' + difference.view(), difference));
        while (differences.size() > config.listed()) {
            differences.pollFirstEntry();
        }
        if (!known && !found.isEmpty()) {
            LOG.errorf("a row differs from its events: %s", found);
        }
    }

    synchronized Audit report() {
        return new Audit(
                config.streamsPerSecond(),
                (long) checked.count(),
                (long) differing.count(),
                thisPass,
                lastPass,
                List.copyOf(differences.sequencedValues().reversed()));
    }

    private synchronized int known() {
        return differences.size();
    }
}

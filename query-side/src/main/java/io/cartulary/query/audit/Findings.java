package io.cartulary.query.audit;

import static java.util.stream.Collectors.toSet;

import io.cartulary.contracts.StreamId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
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
    private @Nullable Instant oldest;

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
        Gauge.builder("cartulary.audit.oldest", this::age)
                .description("Time within which every stream has been audited; until the first pass ends, its duration")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("cartulary.audit.differences", this::known)
                .description("Rows that still differed when they were last looked at, as far as they are listed")
                .baseUnit("rows")
                .register(registry);
    }

    /** @param since when the pass began, at a replica before this one perhaps */
    synchronized void begin(Instant since) {
        thisPass = Audit.Pass.started(since);
    }

    /** @param since when every stream has been checked */
    synchronized void oldest(Instant since) {
        oldest = since;
    }

    /** The streams whose rows differ. */
    synchronized Set<StreamId> streams() {
        return differences.values().stream()
                .map(difference -> StreamId.parse(difference.stream()))
                .collect(toSet());
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
            LOG.errorf("a row differs from its events: %s. \"By hand\" in the README has the remedies", found);
        } else if (known && found.isEmpty()) {
            LOG.infof("the rows of %s are what its events say again", stream);
        }
    }

    synchronized Audit report() {
        return new Audit(
                config.streamsPerSecond(),
                (long) checked.count(),
                (long) differing.count(),
                thisPass,
                lastPass,
                oldest,
                List.copyOf(differences.sequencedValues().reversed()));
    }

    private synchronized double age() {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0);
    }

    private synchronized int known() {
        return differences.size();
    }
}

package io.cartulary.service.process;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.apache.kafka.common.metrics.Metrics;

/**
 * In a native image only, which has no JMX: Kafka's client doesn't register its version there. Quarkus 3.33 has this
 * substitution for the place of the class before Kafka 4.4, and native compilation requires that place to exist; both
 * services remove Quarkus' version ({@code quarkus.class-loading.removed-resources}). Delete this class with a Quarkus
 * that knows Kafka 4.4.
 */
@TargetClass(className = "org.apache.kafka.common.utils.internals.AppInfoParser")
final class KafkaInNative {

    private KafkaInNative() {}

    @Substitute
    public static synchronized void registerAppInfo(String prefix, String id, Metrics metrics, long nowMillis) {}

    @Substitute
    public static synchronized void unregisterAppInfo(String prefix, String id, Metrics metrics) {}
}

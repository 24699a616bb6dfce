package io.cartulary.command.migration;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.exceptions.ExceptionFactory;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.ha.FailoverConnectionProxy;
import com.mysql.cj.jdbc.ha.LoadBalancedConnection;
import com.mysql.cj.jdbc.ha.LoadBalancedConnectionProxy;
import com.mysql.cj.jdbc.ha.ReplicationConnection;
import com.mysql.cj.jdbc.ha.ReplicationConnectionProxy;
import com.mysql.cj.protocol.a.authentication.AuthenticationOciClient;
import com.mysql.cj.telemetry.TelemetrySpan;
import com.mysql.cj.telemetry.TelemetrySpanName;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.BiConsumer;

/**
 * In a native image only: what MySQL's driver can do with absent libraries, which native compilation requires to exist,
 * and with several servers, because the program has one.
 */
// This program calls none of them: all are substitutions for code that the driver calls.
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"})
final class DriverInNative {

    private DriverInNative() {}

    /** Traces through OpenTelemetry. */
    @TargetClass(className = "com.mysql.cj.otel.OpenTelemetryHandler")
    static final class Traces {

        @Substitute
        Traces() {
            throw notThere();
        }

        @Substitute
        public TelemetrySpan startSpan(TelemetrySpanName name, Object... details) {
            throw notThere();
        }

        @Substitute
        public void addLinkTarget(TelemetrySpan span) {
            throw notThere();
        }

        @Substitute
        public void removeLinkTarget(TelemetrySpan span) {
            throw notThere();
        }

        @Substitute
        public void propagateContext(BiConsumer<String, String> carrier) {
            throw notThere();
        }
    }

    /** Authentication at MySQL with an account in Oracle's cloud. */
    @TargetClass(AuthenticationOciClient.class)
    static final class CloudAccounts {

        private CloudAccounts() {}

        @Substitute
        private void loadOciConfig() {
            throw notThere();
        }

        @Substitute
        private void initializePrivateKey() {
            throw notThere();
        }
    }

    @TargetClass(FailoverConnectionProxy.class)
    static final class Failover {

        private Failover() {}

        @Substitute
        public static JdbcConnection createProxyInstance(ConnectionUrl url) {
            throw notThere();
        }
    }

    @TargetClass(LoadBalancedConnectionProxy.class)
    static final class LoadBalancing {

        private LoadBalancing() {}

        @Substitute
        public static LoadBalancedConnection createProxyInstance(ConnectionUrl url) {
            throw notThere();
        }
    }

    @TargetClass(ReplicationConnectionProxy.class)
    static final class Replication {

        private Replication() {}

        @Substitute
        public static ReplicationConnection createProxyInstance(ConnectionUrl url) {
            throw notThere();
        }
    }

    private static RuntimeException notThere() {
        return ExceptionFactory.createException("not in this program");
    }
}

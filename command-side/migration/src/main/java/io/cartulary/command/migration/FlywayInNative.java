package io.cartulary.command.migration;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.flywaydb.core.internal.scanner.classpath.ClassPathLocationScanner;
import org.flywaydb.core.internal.scanner.classpath.ClassPathScanner;
import org.jspecify.annotations.Nullable;

/**
 * In a native image only: Flyway's search of the class path, which {@link Scripts} makes needless, and some of whose ways
 * need libraries that are not there.
 */
// Called by what it stands in for.
@SuppressWarnings("UnusedMethod")
@TargetClass(ClassPathScanner.class)
final class FlywayInNative {

    private FlywayInNative() {}

    /** There is none for any protocol, which Flyway takes for a place that it can't search. */
    @Substitute
    private @Nullable ClassPathLocationScanner createLocationScanner(String unused) {
        return null;
    }
}

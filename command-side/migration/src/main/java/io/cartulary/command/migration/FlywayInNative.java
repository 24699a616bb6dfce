package io.cartulary.command.migration;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.flywaydb.core.internal.scanner.classpath.ClassPathLocationScanner;
import org.flywaydb.core.internal.scanner.classpath.ClassPathScanner;
import org.jspecify.annotations.Nullable;

/**
 * In a native image only: Flyway's search of the class path, which {@link Scripts} replaces. Some variants of the
 * search need absent libraries.
 */
// The substituted code calls it.
@SuppressWarnings("UnusedMethod")
@TargetClass(ClassPathScanner.class)
final class FlywayInNative {

    private FlywayInNative() {}

    /** Empty for every protocol: Flyway takes that as a location that it can't search. */
    @Substitute
    private @Nullable ClassPathLocationScanner createLocationScanner(String unused) {
        return null;
    }
}

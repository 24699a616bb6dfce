package io.cartulary.command.eventlog;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * For native compilation: Caffeine loads the class of a weighted cache by name. The extension registers the classes of
 * other caches.
 */
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMW", "com.github.benmanes.caffeine.cache.PSMW"})
final class CacheClasses {

    private CacheClasses() {}
}

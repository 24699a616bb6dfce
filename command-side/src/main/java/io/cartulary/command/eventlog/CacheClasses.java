package io.cartulary.command.eventlog;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * For native compilation: Caffeine finds the class of a cache whose entries have weights by its name. Those of other caches
 * are registered by the extension.
 */
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMW", "com.github.benmanes.caffeine.cache.PSMW"})
final class CacheClasses {

    private CacheClasses() {}
}

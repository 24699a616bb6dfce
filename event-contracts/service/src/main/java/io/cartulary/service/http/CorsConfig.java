package io.cartulary.service.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The web pages of other origins that may call this service from a browser. */
@ConfigMapping(prefix = "cartulary.cors")
public interface CorsConfig {

    /** Their origins, such as {@code https://shop.example}; or {@code *} for all. Without any, no page may. */
    Optional<Set<String>> origins();

    /** How long a browser may cache the answer. */
    @WithDefault("1h")
    Duration maxAge();
}

package io.cartulary.service.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which web pages of other origins may call this service from a browser. */
@ConfigMapping(prefix = "cartulary.cors")
public interface CorsConfig {

    /** Their origins, such as {@code https://shop.example}; or {@code *} for all. Without any, none may. */
    Optional<Set<String>> origins();

    /** For how long a browser may remember what it was told. */
    @WithDefault("1h")
    Duration maxAge();
}

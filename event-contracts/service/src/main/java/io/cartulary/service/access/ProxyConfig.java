package io.cartulary.service.access;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The proxies in front of this service. */
@ConfigMapping(prefix = "cartulary.proxies")
public interface ProxyConfig {

    /**
     * The addresses or networks (CIDR) of trusted proxies: their {@code X-Forwarded-For} names the caller's address.
     * Without any, the peer of a connection is the caller.
     */
    Optional<List<String>> trusted();
}

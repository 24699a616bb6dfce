package io.cartulary.service.access;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The proxies in front of this service. */
@ConfigMapping(prefix = "cartulary.proxies")
public interface ProxyConfig {

    /**
     * Their addresses or networks (CIDR), which are believed when they say in {@code X-Forwarded-For} from where a request
     * comes. Without any, the other end of a connection is the caller.
     */
    Optional<List<String>> trusted();
}

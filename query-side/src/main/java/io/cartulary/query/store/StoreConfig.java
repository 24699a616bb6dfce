package io.cartulary.query.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the views are kept. Contact points, data centre and consistency level are the driver's own keys. */
@ConfigMapping(prefix = "cartulary.cassandra")
public interface StoreConfig {

    /** The keyspace of all tables, made when missing: lower-case letters, digits and underscores, 48 at most. */
    @WithDefault("cartulary")
    String keyspace();

    /** How a keyspace that has to be made is replicated: a CQL map. */
    @WithDefault("{'class': 'SimpleStrategy', 'replication_factor': 1}")
    String replication();
}

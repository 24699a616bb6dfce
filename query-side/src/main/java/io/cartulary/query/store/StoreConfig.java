package io.cartulary.query.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The location of the views. Contact points, data centre and consistency level are the driver's own keys. */
@ConfigMapping(prefix = "cartulary.cassandra")
public interface StoreConfig {

    /** The keyspace of all tables, created when missing: lower-case letters, digits and underscores, 48 at most. */
    @WithDefault("cartulary")
    String keyspace();

    /** The replication of a keyspace that has to be created: a CQL map. */
    @WithDefault("{'class': 'SimpleStrategy', 'replication_factor': 1}")
    String replication();
}

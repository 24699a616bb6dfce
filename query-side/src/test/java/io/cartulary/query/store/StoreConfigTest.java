package io.cartulary.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreConfigTest {

    @Test
    void a_deployment_says_how_the_keyspace_is_replicated() throws IOException {
        String three = "{'class': 'NetworkTopologyStrategy', 'dc1': 3}";
        assertThat(deployedWith(Map.of("CASSANDRA_REPLICATION", three)).replication())
                .isEqualTo(three);
    }

    @Test
    void the_local_stack_has_one_of_each_row() throws IOException {
        assertThat(deployedWith(Map.of()).replication())
                .isEqualTo("{'class': 'SimpleStrategy', 'replication_factor': 1}");
    }

    private static StoreConfig deployedWith(Map<String, String> variables) throws IOException {
        int beforeTheProperties = 300;
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        StoreConfigTest.class.getResource("/application.properties"), beforeTheProperties - 1))
                .withSources(new PropertiesConfigSource(variables, "variables", beforeTheProperties))
                .withMapping(StoreConfig.class)
                .build()
                .getConfigMapping(StoreConfig.class);
    }
}

package io.cartulary.localstack;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

/**
 * The addresses of a stack's three servers.
 *
 * @param kafkaBootstrap {@code host:port}
 * @param cassandraContactPoint {@code host:port}
 */
public record Endpoints(
        String mysqlHost,
        int mysqlPort,
        String mysqlUsername,
        String mysqlPassword,
        String kafkaBootstrap,
        String cassandraContactPoint,
        String cassandraDatacenter) {

    static Endpoints local(Map<Member, Integer> ports) {
        return new Endpoints(
                "127.0.0.1",
                port(ports, Member.MYSQL),
                "cartulary",
                "cartulary",
                "127.0.0.1:" + port(ports, Member.KAFKA),
                "127.0.0.1:" + port(ports, Member.CASSANDRA),
                "datacenter1");
    }

    private static int port(Map<Member, Integer> ports, Member member) {
        Integer port = ports.get(member);
        if (port == null) {
            throw new Failure(member.title() + " is not part of that stack; start one with deploy/up");
        }
        return port;
    }

    public int kafkaPort() {
        return portOf(kafkaBootstrap);
    }

    public int cassandraPort() {
        return portOf(cassandraContactPoint);
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** The environment, or configuration, of a service on these servers in that world. */
    public Map<String, String> environment(World world) {
        var all = new HashMap<>(Tokens.environment());
        all.putAll(Map.ofEntries(
                entry("MYSQL_HOST", mysqlHost),
                entry("MYSQL_PORT", Integer.toString(mysqlPort)),
                entry("MYSQL_DATABASE", world.database()),
                entry("MYSQL_USERNAME", mysqlUsername),
                entry("MYSQL_PASSWORD", mysqlPassword),
                entry("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrap),
                entry("EVENTS_TOPIC", world.topic()),
                entry("COMMANDS_TOPIC", world.commandsTopic()),
                entry("REFUSED_TOPIC", world.refusedTopic()),
                entry("SET_ASIDE_TOPIC", world.setAsideTopic()),
                entry("COMMANDS_GROUP", world.consumerGroup() + "-commands"),
                entry("CASSANDRA_CONTACT_POINTS", cassandraContactPoint),
                entry("CASSANDRA_LOCAL_DATACENTER", cassandraDatacenter),
                entry("CASSANDRA_KEYSPACE", world.keyspace()),
                entry("CONSUMER_GROUP", world.consumerGroup()),
                // all tests, and all load, come from a few callers
                entry("REQUESTS_PER_SECOND", "0"),
                entry("ADDRESS_REQUESTS_PER_SECOND", "0"),
                entry("GUEST_CARTS_PER_MINUTE", "0")));
        return all;
    }
}

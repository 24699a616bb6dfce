package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

    @Test
    void what_is_written_is_read(@TempDir Path folder) throws IOException {
        var state = new StackState(
                Map.of(Member.MYSQL, 1, Member.KAFKA, 2, Member.CASSANDRA, 3),
                Map.of(Member.KAFKA, new ProcessId(42, "4711")),
                Optional.of(new ProcessId(43, "2026-11-23T10:15:30Z")));
        Path file = folder.resolve("stack.properties");

        state.write(file);

        assertThat(StackState.read(file)).isEqualTo(state);
    }

    @Test
    void no_file_is_no_stack(@TempDir Path folder) throws IOException {
        assertThat(StackState.read(folder.resolve("stack.properties"))).isEqualTo(StackState.none());
    }

    @Test
    void a_service_learns_of_the_servers_by_its_environment() {
        var state = new StackState(
                Map.of(Member.MYSQL, 1, Member.KAFKA, 2, Member.CASSANDRA, 3), Map.of(), Optional.empty());

        assertThat(state.endpoints().environment(new World("d", "t", "k", "g")))
                .containsOnlyKeys(
                        "MYSQL_HOST",
                        "MYSQL_PORT",
                        "MYSQL_DATABASE",
                        "MYSQL_USERNAME",
                        "MYSQL_PASSWORD",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "EVENTS_TOPIC",
                        "COMMANDS_TOPIC",
                        "REFUSED_TOPIC",
                        "SET_ASIDE_TOPIC",
                        "COMMANDS_GROUP",
                        "CASSANDRA_CONTACT_POINTS",
                        "CASSANDRA_LOCAL_DATACENTER",
                        "CASSANDRA_KEYSPACE",
                        "CONSUMER_GROUP",
                        "REQUESTS_PER_SECOND",
                        "ADDRESS_REQUESTS_PER_SECOND",
                        "GUEST_CARTS_PER_MINUTE",
                        "JWT_ISSUER",
                        "JWT_AUDIENCE",
                        "JWT_KEY_FILE",
                        "GUEST_TOKEN_KEY_FILE",
                        "GUEST_TOKEN_PUBLIC_KEY_FILE")
                .contains(
                        Map.entry("MYSQL_HOST", "127.0.0.1"),
                        Map.entry("MYSQL_PORT", "1"),
                        Map.entry("MYSQL_DATABASE", "d"),
                        Map.entry("MYSQL_USERNAME", "cartulary"),
                        Map.entry("MYSQL_PASSWORD", "cartulary"),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:2"),
                        Map.entry("EVENTS_TOPIC", "t"),
                        Map.entry("COMMANDS_TOPIC", "t.commands"),
                        Map.entry("REFUSED_TOPIC", "t.refused"),
                        Map.entry("SET_ASIDE_TOPIC", "t.set-aside"),
                        Map.entry("COMMANDS_GROUP", "g-commands"),
                        Map.entry("CASSANDRA_CONTACT_POINTS", "127.0.0.1:3"),
                        Map.entry("CASSANDRA_LOCAL_DATACENTER", "datacenter1"),
                        Map.entry("CASSANDRA_KEYSPACE", "k"),
                        Map.entry("CONSUMER_GROUP", "g"),
                        Map.entry("REQUESTS_PER_SECOND", "0"),
                        Map.entry("ADDRESS_REQUESTS_PER_SECOND", "0"),
                        Map.entry("GUEST_CARTS_PER_MINUTE", "0"));
    }
}

package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The servers, in a separate folder. */
class LocalStackIT {

    /** For a statement: the driver's default of two seconds is too short for a new table on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Checkout checkout = Checkout.find();
    private final Path folder = checkout.stack(LocalStack.testName("kills"));
    private LocalStack stack;

    @BeforeEach
    void open() throws IOException {
        stack = LocalStack.open(checkout, folder, Progress.toConsole());
    }

    @AfterEach
    void leaveNothing() {
        stack.discard();
    }

    @Test
    void what_was_acknowledged_survives_the_killing_of_all_three() throws Exception {
        stack.start(Member.SERVERS, Map.of());
        storeInMySql("kept");
        storeInKafka("kept");
        storeInCassandra("kept");

        for (ProcessId process : StackState.read(stack.stateFile()).processes().values()) {
            process.kill();
        }
        assertThat(stack.running()).isEmpty();
        open();
        stack.start(Member.SERVERS, Map.of());

        assertThat(storedInMySql()).isEqualTo("kept");
        assertThat(storedInKafka()).isEqualTo(1);
        assertThat(storedInCassandra()).isEqualTo("kept");
    }

    @Test
    void a_taken_port_is_named_with_its_remedy_and_nothing_is_left_running() throws IOException {
        try (var squatter = new ServerSocket(0)) {
            int taken = squatter.getLocalPort();

            assertThatThrownBy(() -> stack.start(Member.SERVERS, Map.of(Member.KAFKA, taken)))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("port " + taken)
                    .hasMessageContaining("--kafka-port");
        }
        assertThat(stack.running()).isEmpty();
        assertThat(stack.stateFile()).doesNotExist();
    }

    private void storeInMySql(String value) throws SQLException {
        try (Connection connection = mysql("?createDatabaseIfNotExist=true&allowPublicKeyRetrieval=true");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (value VARCHAR(9))");
            statement.execute("INSERT INTO kept VALUES ('" + value + "')");
        }
    }

    private String storedInMySql() throws SQLException {
        try (Connection connection = mysql("?allowPublicKeyRetrieval=true");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM kept")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection mysql(String options) throws SQLException {
        Endpoints at = stack.endpoints();
        String url = "jdbc:mysql://%s:%d/cartulary_it%s".formatted(at.mysqlHost(), at.mysqlPort(), options);
        return DriverManager.getConnection(url, at.mysqlUsername(), at.mysqlPassword());
    }

    private void storeInKafka(String value) throws InterruptedException, ExecutionException {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.endpoints().kafkaBootstrap(),
                ProducerConfig.ACKS_CONFIG,
                "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(World.DEFAULT.topic(), 0, "key", value))
                    .get();
        }
    }

    private long storedInKafka() throws InterruptedException, ExecutionException {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.endpoints().kafkaBootstrap());
        var partition = new TopicPartition(World.DEFAULT.topic(), 0);
        try (Admin admin = Admin.create(config)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private void storeInCassandra(String value) {
        try (CqlSession session = cassandra()) {
            for (String statement : List.of(
                    "CREATE KEYSPACE it WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
                    "CREATE TABLE it.kept (id int PRIMARY KEY, value text)",
                    "INSERT INTO it.kept (id, value) VALUES (1, '" + value + "')")) {
                session.execute(statement);
            }
        }
    }

    private String storedInCassandra() {
        try (CqlSession session = cassandra()) {
            Row row = Objects.requireNonNull(
                    session.execute("SELECT value FROM it.kept").one());
            return Objects.requireNonNull(row.getString(0));
        }
    }

    private CqlSession cassandra() {
        String[] at = stack.endpoints().cassandraContactPoint().split(":", 2);
        return CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build())
                .addContactPoint(new InetSocketAddress(at[0], Integer.parseInt(at[1])))
                .withLocalDatacenter(stack.endpoints().cassandraDatacenter())
                .build();
    }
}

package io.cartulary.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cartulary.faults.Profile;
import io.cartulary.journeys.FaultProxy.Mode;
import io.cartulary.localstack.Certificate;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.SecureServers;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.Tables;
import io.cartulary.localstack.World;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both services on servers with TLS, passwords and few rights, as in production; and with a wrong one of these. */
@Tag(Profile.ON_BINARIES_TOO)
class SecureServersIT {

    private static final Duration A_SLOW_MACHINE = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static SecureServers servers;
    private static World world;
    private static Certificate foreign;

    /** The passwords that the servers want by now. */
    private static final Map<Server, String> PASSWORDS = new EnumMap<>(Server.class);

    /** What may want another password, or show another certificate. */
    enum Server {
        MYSQL,
        KAFKA,
        CASSANDRA,
        TOKEN_ISSUER;

        /** Those that want a password. */
        static final Set<Server> WITH_PASSWORDS = EnumSet.complementOf(EnumSet.of(TOKEN_ISSUER));

        boolean isNeededBy(Side side) {
            return switch (this) {
                case MYSQL -> side == Side.COMMAND;
                case KAFKA, CASSANDRA -> side == Side.QUERY;
                case TOKEN_ISSUER -> true;
            };
        }

        Map<String, String> environment(Side side, String password) {
            return switch (this) {
                case MYSQL -> Map.of("MYSQL_PASSWORD", password);
                case KAFKA -> Map.of("KAFKA_SASL_JAAS_CONFIG", SecureServers.kafkaLogin(side, password));
                case CASSANDRA -> Map.of("CASSANDRA_PASSWORD", password);
                case TOKEN_ISSUER -> Map.of();
            };
        }
    }

    @BeforeAll
    static void the_servers_have_users_with_few_rights() throws Exception {
        servers = SecureServers.start("secure");
        foreign = Certificate.create(folder, "foreign");
        world = World.prepared(servers.endpoints());
        servers.permit(world);
        for (Server server : Server.WITH_PASSWORDS) {
            PASSWORDS.put(server, SecureServers.USER);
        }
        servers.setKafkaPassword(SecureServers.USER);
        cql(
                "CREATE ROLE %s WITH LOGIN = true AND PASSWORD = '%s'"
                        .formatted(SecureServers.USER, SecureServers.USER),
                "CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"
                        .formatted(world.keyspace()),
                "GRANT ALL PERMISSIONS ON KEYSPACE %s TO %s".formatted(world.keyspace(), SecureServers.USER));
    }

    @AfterAll
    static void the_servers_end() {
        servers.close();
    }

    @Test
    void everything_works_with_tls_passwords_and_few_rights() throws Exception {
        List<Service> services = Stream.of(Side.values())
                .map(side ->
                        Service.of(side, 0, environment(side), Path.of("target", "logs", "secure-" + side + ".log")))
                .toList();
        try {
            for (Service service : services) {
                service.start();
            }
            new Shop(
                            services.getFirst().uri() + "/commands/v1",
                            services.getLast().uri() + "/queries/v1")
                    .thenEverythingWorks();
            thenConnectionsToCassandraHaveTls();
        } finally {
            for (Service service : services) {
                if (service.isAlive()) {
                    service.stop();
                }
            }
        }
    }

    /** Cassandra would let the service in without; MySQL and Kafka would not. */
    private static void thenConnectionsToCassandraHaveTls() {
        try (CqlSession session = session()) {
            List<Boolean> secured =
                    session.execute("SELECT username, ssl_enabled FROM system_views.clients").all().stream()
                            .filter(connection -> SecureServers.USER.equals(connection.getString("username")))
                            .map(connection -> connection.getBoolean("ssl_enabled"))
                            .toList();
            assertThat(secured)
                    .as("connections of the service that have TLS")
                    .isNotEmpty()
                    .doesNotContain(false);
        }
    }

    static Stream<Server> wrongPasswords() {
        return Profile.triesWholeTables() ? Server.WITH_PASSWORDS.stream() : Stream.of(Server.MYSQL, Server.CASSANDRA);
    }

    static Stream<Server> wrongCertificates() {
        return Profile.triesWholeTables() ? Stream.of(Server.values()) : Stream.of(Server.KAFKA, Server.TOKEN_ISSUER);
    }

    @ParameterizedTest
    @MethodSource("wrongPasswords")
    void a_start_with_a_wrong_password_stays_live_and_heals_when_the_server_has_it(Server server) throws Exception {
        String right = "changed-" + server;
        new StartTrial(
                        server + " WRONG_PASSWORD",
                        side -> environment(side, server.environment(side, right)),
                        List.of(),
                        server::isNeededBy,
                        StartTrial.SOME_ATTEMPTS,
                        StartTrial.TO_HEAL)
                .thenItStaysLiveAndHeals(() -> {
                    change(server, right);
                    PASSWORDS.put(server, right);
                });
    }

    @ParameterizedTest
    @MethodSource("wrongCertificates")
    void a_start_with_a_wrong_certificate_stays_live_and_heals_when_the_server_has_a_right_one(Server server)
            throws Exception {
        try (var issuer = new IssuerServer(context(servers.certificate()));
                var proxy = new FaultProxy(port(server, issuer), context(foreign))) {
            if (server == Server.MYSQL) {
                // TLS begins in the midst of MySQL's protocol, which the proxy does not know
                showAtMySql(foreign);
            } else {
                proxy.set(Mode.FOREIGN_CERTIFICATE);
            }
            Map<String, String> address = switch (server) {
                case MYSQL -> Map.of();
                case KAFKA -> Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + proxy.port());
                case CASSANDRA -> Map.of("CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + proxy.port());
                case TOKEN_ISSUER ->
                    Map.of(
                            "JWT_KEY_FILE", "",
                            "JWT_JWKS_URL", "https://127.0.0.1:%d/keys".formatted(proxy.port()),
                            "JWT_JWKS_CA_FILE", servers.certificate().trusted().toString());
            };
            new StartTrial(
                            server + " WRONG_CERTIFICATE",
                            side -> environment(side, address),
                            List.of(),
                            server::isNeededBy,
                            StartTrial.SOME_ATTEMPTS,
                            StartTrial.TO_HEAL)
                    .thenItStaysLiveAndHeals(() -> {
                        if (server == Server.MYSQL) {
                            showAtMySql(servers.certificate());
                        } else {
                            proxy.set(Mode.FORWARDED);
                        }
                    });
        }
    }

    private static int port(Server server, IssuerServer issuer) {
        return switch (server) {
            case MYSQL -> servers.endpoints().mysqlPort();
            case KAFKA -> servers.kafkaPort();
            case CASSANDRA -> servers.endpoints().cassandraPort();
            case TOKEN_ISSUER -> issuer.port();
        };
    }

    /** What Kafka refuses the relay. */
    enum Refusal {
        /** Asked for when a connection begins: a producer that has published goes on with the one that it has. */
        PASSWORD,
        RIGHT_TO_PUBLISH
    }

    /**
     * The producer is made for the first event, in the midst of the refusal: it would never get an id if Kafka didn't let it
     * in just then. A second refusal meets a producer that has published.
     */
    @ParameterizedTest
    @EnumSource
    void events_that_kafka_refuses_are_published_when_it_takes_them(Refusal refusal) throws Exception {
        Service service = Service.of(
                Side.COMMAND, 0, environment(Side.COMMAND), Path.of("target", "logs", "refused-" + refusal + ".log"));
        try {
            service.start();
            var relay = new RelayStatus(service);
            relay.awaitLeadership();
            int times = refusal == Refusal.PASSWORD ? 1 : 2;
            for (int time = 1; time <= times; time++) {
                begin(refusal);
                new Shop(service.uri() + "/commands/v1", "").givenAProduct(100);
                relay.thenNothingIsPublishedFor(StartTrial.SOME_ATTEMPTS);

                end(refusal);

                relay.thenAllIsPublishedWithin(StartTrial.TO_HEAL);
            }
        } finally {
            end(refusal);
            if (service.isAlive()) {
                service.stop();
            }
        }
    }

    /** The producer of rejections is made for the first one, in the midst of the refusal. */
    @Test
    void a_rejection_that_kafka_refuses_is_published_when_it_takes_it() throws Exception {
        Path log = Path.of("target", "logs", "refused-rejection.log");
        Service service = Service.of(Side.COMMAND, 0, environment(Side.COMMAND), log);
        try (var topics = new CommandTopics(servers.endpoints(), world)) {
            service.start();
            topics.awaitAConsumer();
            servers.setKafkaPassword("another");
            String unknown = topics.sendOfUnknownType();
            await().alias("the channel waits for Kafka")
                    .atMost(A_SLOW_MACHINE)
                    .until(() -> Files.readString(log).contains("because Kafka does not answer"));

            servers.setKafkaPassword(Objects.requireNonNull(PASSWORDS.get(Server.KAFKA)));

            topics.awaitRejection(unknown, A_SLOW_MACHINE);
        } finally {
            servers.setKafkaPassword(Objects.requireNonNull(PASSWORDS.get(Server.KAFKA)));
            if (service.isAlive()) {
                service.stop();
            }
        }
    }

    private static void begin(Refusal refusal) throws Exception {
        switch (refusal) {
            case PASSWORD -> servers.setKafkaPassword("another-" + refusal);
            case RIGHT_TO_PUBLISH -> servers.forbidPublishing(world);
        }
    }

    private static void end(Refusal refusal) throws Exception {
        switch (refusal) {
            case PASSWORD -> servers.setKafkaPassword(Objects.requireNonNull(PASSWORDS.get(Server.KAFKA)));
            case RIGHT_TO_PUBLISH -> servers.permit(world);
        }
    }

    private static Map<String, String> environment(Side side) {
        return environment(side, Map.of());
    }

    private static Map<String, String> environment(Side side, Map<String, String> changes) {
        var all = new HashMap<>(servers.environment(world, side));
        PASSWORDS.forEach((server, password) -> all.putAll(server.environment(side, password)));
        all.putAll(changes);
        return all;
    }

    private static void change(Server server, String password) throws Exception {
        switch (server) {
            case MYSQL -> sql("ALTER USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(SecureServers.USER, password));
            case KAFKA -> servers.setKafkaPassword(password);
            case CASSANDRA -> cql("ALTER ROLE %s WITH PASSWORD = '%s'".formatted(SecureServers.USER, password));
            case TOKEN_ISSUER -> throw new IllegalArgumentException("it wants no password");
        }
    }

    /** As when a certificate is renewed: new files, which MySQL is told to read. */
    private static void showAtMySql(Certificate shown) throws Exception {
        Certificate read = servers.mysqlCertificate();
        Files.copy(shown.certificate(), read.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(shown.key(), read.key(), StandardCopyOption.REPLACE_EXISTING);
        sql("ALTER INSTANCE RELOAD TLS");
    }

    private static void sql(String statement) throws Exception {
        Endpoints endpoints = servers.endpoints();
        try (Connection connection = DriverManager.getConnection(
                        Tables.url(endpoints, world.database()), SecureServers.ADMIN, SecureServers.ADMIN);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void cql(String... statements) {
        try (CqlSession session = await().alias("Cassandra has its first user")
                .atMost(A_SLOW_MACHINE)
                .ignoreExceptions()
                .until(SecureServersIT::session, Objects::nonNull)) {
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    private static CqlSession session() {
        Endpoints endpoints = servers.endpoints();
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoints.cassandraPort()))
                .withLocalDatacenter(endpoints.cassandraDatacenter())
                .withAuthCredentials("cassandra", "cassandra")
                .build();
    }

    private static SSLContext context(Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = Certificate.PASSWORD.toCharArray();
        try (InputStream file = Files.newInputStream(certificate.keyStore())) {
            store.load(file, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}

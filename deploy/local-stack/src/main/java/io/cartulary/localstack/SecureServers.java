package io.cartulary.localstack;

import static java.util.Map.entry;

import io.cartulary.localstack.Service.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * MySQL, Kafka and Cassandra for one test, as in production: with TLS, and with users that have passwords and only the
 * rights that a service needs. They end with this JVM at the latest, and leave nothing behind.
 */
public final class SecureServers implements AutoCloseable {

    /** The user of a service at MySQL and Cassandra, and the password everywhere. */
    public static final String USER = "secured";

    /** The user of MySQL who may change passwords and certificates, without TLS; also the password. */
    public static final String ADMIN = "secured_admin";

    private static final int ITERATIONS = 4096;

    private final DiscardedStack discarded;
    private final LocalStack stack;
    private final Security security;

    private SecureServers(DiscardedStack discarded) {
        this.discarded = discarded;
        this.stack = discarded.stack();
        this.security =
                new Security(Certificate.create(stack.folder().resolve("certificates"), "server"), Ports.free());
    }

    /** Starts all three, from empty folders, and returns when they are ready. */
    public static SecureServers start(String purpose) {
        var servers = new SecureServers(DiscardedStack.open(purpose));
        servers.stack.secured(servers.security);
        servers.stack.disposable();
        servers.stack.start(Member.SERVERS, Map.of());
        return servers;
    }

    /** The plain addresses, for programs of this machine. */
    public Endpoints endpoints() {
        return stack.endpoints();
    }

    /** Of all servers. */
    public Certificate certificate() {
        return security.certificate();
    }

    /** The files that MySQL reads again at {@code ALTER INSTANCE RELOAD TLS}. */
    public Certificate mysqlCertificate() {
        return new Certificate(stack.folder().resolve("mysql"), certificate().name());
    }

    /** The port of Kafka's listener with TLS and passwords. */
    public int kafkaPort() {
        return security.kafkaPort();
    }

    /** The environment of a service in that world, as an administrator of a production gives it. */
    public Map<String, String> environment(World world, Side side) {
        var all = new HashMap<>(endpoints().environment(world));
        String trusted = certificate().trusted().toString();
        all.putAll(Map.ofEntries(
                entry("MYSQL_USERNAME", USER),
                entry("MYSQL_PASSWORD", USER),
                entry("MYSQL_TLS", "verify-identity"),
                entry("MYSQL_CA_FILE", trusted),
                entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafkaPort()),
                entry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                entry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"),
                entry("KAFKA_SASL_JAAS_CONFIG", kafkaLogin(side, USER)),
                entry("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM"),
                entry("KAFKA_SSL_TRUSTSTORE_LOCATION", trusted),
                entry("CASSANDRA_USERNAME", USER),
                entry("CASSANDRA_PASSWORD", USER),
                entry("CASSANDRA_SSL_ENGINE_FACTORY", "DefaultSslEngineFactory"),
                entry("CASSANDRA_TRUST_STORE", certificate().trustStore().toString()),
                entry("CASSANDRA_TRUST_STORE_PASSWORD", Certificate.PASSWORD)));
        return all;
    }

    /** The value of {@code KAFKA_SASL_JAAS_CONFIG} for the service's own user at Kafka. */
    public static String kafkaLogin(Side side, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user(side), password);
    }

    private static String user(Side side) {
        return side == Side.COMMAND ? "command-side" : "query-side";
    }

    /** Gives the users of both services at Kafka that password. */
    public void setKafkaPassword(String password) throws InterruptedException, ExecutionException {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(Stream.of(Side.values())
                            .<UserScramCredentialAlteration>map(
                                    side -> new UserScramCredentialUpsertion(user(side), credential, password))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Permits the users of both services at Kafka what they do in that world, as {@code k8s/components/topics} does. */
    public void permit(World world) throws InterruptedException, ExecutionException {
        List<AclBinding> rights = List.of(
                publishing(world),
                allowed(Side.COMMAND, ResourceType.TOPIC, world.topic(), AclOperation.READ),
                allowed(Side.COMMAND, ResourceType.TOPIC, world.commandsTopic(), AclOperation.READ),
                allowed(Side.COMMAND, ResourceType.TOPIC, world.refusedTopic(), AclOperation.WRITE),
                allowed(Side.COMMAND, ResourceType.TOPIC, world.setAsideTopic(), AclOperation.WRITE),
                allowed(Side.COMMAND, ResourceType.TOPIC, world.setAsideTopic(), AclOperation.READ),
                allowed(Side.COMMAND, ResourceType.GROUP, world.consumerGroup() + "-commands", AclOperation.READ),
                allowed(Side.QUERY, ResourceType.TOPIC, world.topic(), AclOperation.READ),
                allowed(Side.QUERY, ResourceType.GROUP, world.consumerGroup(), AclOperation.READ));
        try (Admin admin = admin()) {
            admin.createAcls(rights).all().get();
        }
    }

    /** Takes the right to publish events from the command side; {@link #permit} gives it back. */
    public void forbidPublishing(World world) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.deleteAcls(List.of(publishing(world).toFilter())).all().get();
        }
    }

    private static AclBinding publishing(World world) {
        return allowed(Side.COMMAND, ResourceType.TOPIC, world.topic(), AclOperation.WRITE);
    }

    private static AclBinding allowed(Side side, ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + user(side), "*", operation, AclPermissionType.ALLOW));
    }

    private Admin admin() {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, endpoints().kafkaBootstrap()));
    }

    @Override
    public void close() {
        discarded.close();
    }
}

package io.cartulary.journeys;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cartulary.faults.Profile;
import io.cartulary.journeys.FaultProxy.Mode;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starting and living depend on no server. While one can't be used, a service that needs it is live and not ready; when it
 * can, all works again within seconds, and nothing is restarted.
 */
@EnabledOnOs(OS.LINUX)
@Tag(Profile.ON_BINARIES_TOO)
class StartWithoutServersIT {

    /** The name of the server that fails, in place of its address. */
    private static final String NAME = "server.cartulary.invalid";

    /** So many that a silent server would have them all, if none was ever given up. */
    private static final int FEW_CONNECTIONS = 5;

    private static final Duration TO_USE_THEM_UP = Duration.ofSeconds(35);

    /** Much less than the 10 s for which the JDK remembers by itself that a name is unknown. */
    private static final Duration TO_FIND_A_NAME = Duration.ofSeconds(5);

    /** So short that the JDK would still remember what it did at the start. */
    private static final Duration FOR_A_MOMENT = Duration.ofSeconds(1);

    private static @Nullable World shared;

    /** What may fail. */
    enum Server {
        MYSQL,
        KAFKA,
        CASSANDRA,
        TOKEN_ISSUER;

        /** Whether that side is not ready without it. */
        boolean isNeededBy(Side side) {
            return switch (this) {
                case MYSQL -> side == Side.COMMAND;
                case KAFKA, CASSANDRA -> side == Side.QUERY;
                case TOKEN_ISSUER -> true;
            };
        }

        int port(Endpoints endpoints, IssuerServer issuer) {
            return switch (this) {
                case MYSQL -> endpoints.mysqlPort();
                case KAFKA -> endpoints.kafkaPort();
                case CASSANDRA -> endpoints.cassandraPort();
                case TOKEN_ISSUER -> issuer.port();
            };
        }

        Map<String, String> environment(int port) {
            return switch (this) {
                case MYSQL ->
                    Map.of(
                            "MYSQL_HOST", NAME,
                            "MYSQL_PORT", Integer.toString(port),
                            "MYSQL_POOL_SIZE", Integer.toString(FEW_CONNECTIONS));
                case KAFKA -> Map.of("KAFKA_BOOTSTRAP_SERVERS", NAME + ":" + port);
                case CASSANDRA -> Map.of("CASSANDRA_CONTACT_POINTS", NAME + ":" + port);
                case TOKEN_ISSUER ->
                    Map.of("JWT_KEY_FILE", "", "JWT_JWKS_URL", "http://%s:%d/keys".formatted(NAME, port));
            };
        }
    }

    enum Fault {
        NAME_UNKNOWN,
        REFUSED,
        SILENT
    }

    static Stream<Arguments> faults() {
        return Profile.triesWholeTables()
                ? Arrays.stream(Server.values())
                        .flatMap(server -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(server, fault)))
                : Stream.of(
                        Arguments.of(Server.MYSQL, Fault.REFUSED),
                        Arguments.of(Server.KAFKA, Fault.NAME_UNKNOWN),
                        Arguments.of(Server.CASSANDRA, Fault.SILENT),
                        Arguments.of(Server.TOKEN_ISSUER, Fault.NAME_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_start_without_a_server_stays_live_and_heals_when_it_is_back(Server server, Fault fault, @TempDir Path folder)
            throws Exception {
        var names = new HostNames(folder);
        assumeTrue(
                names.canBeUsed(), "the kernel permits no user namespaces: sysctl kernel.unprivileged_userns_clone=1");
        Endpoints endpoints = LocalStack.joinOrStart();
        try (var issuer = new IssuerServer();
                var proxy = new FaultProxy(server.port(endpoints, issuer))) {
            Map<String, String> environment = new HashMap<>(endpoints.environment(world(endpoints)));
            environment.putAll(server.environment(proxy.port()));
            begin(fault, names, proxy);
            new StartTrial(
                            "%s %s".formatted(server, fault),
                            _ -> environment,
                            names.launcher(),
                            server::isNeededBy,
                            lasting(server, fault),
                            fault == Fault.NAME_UNKNOWN ? TO_FIND_A_NAME : StartTrial.TO_HEAL)
                    .thenItStaysLiveAndHeals(() -> {
                        names.add(NAME);
                        proxy.set(Mode.FORWARDED);
                    });
        }
    }

    private static Duration lasting(Server server, Fault fault) {
        return switch (fault) {
            case NAME_UNKNOWN -> FOR_A_MOMENT;
            case REFUSED -> StartTrial.SOME_ATTEMPTS;
            case SILENT -> server == Server.MYSQL ? TO_USE_THEM_UP : StartTrial.SOME_ATTEMPTS;
        };
    }

    private static void begin(Fault fault, HostNames names, FaultProxy proxy) throws IOException {
        switch (fault) {
            case NAME_UNKNOWN -> proxy.set(Mode.FORWARDED);
            case REFUSED -> names.add(NAME);
            case SILENT -> {
                names.add(NAME);
                proxy.set(Mode.SILENT);
            }
        }
    }

    private static synchronized World world(Endpoints endpoints) throws InterruptedException {
        if (shared == null) {
            shared = World.prepared(endpoints);
        }
        return shared;
    }
}

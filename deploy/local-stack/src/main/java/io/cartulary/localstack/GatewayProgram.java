package io.cartulary.localstack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** The gateway of {@code deploy/gateway}, always on the JVM: it is for local stacks only. */
final class GatewayProgram {

    private static final String MODULE = "deploy/gateway/target";

    private GatewayProgram() {}

    static boolean isBuilt(Checkout checkout) {
        return Files.exists(jar(checkout)) && Files.exists(classPath(checkout));
    }

    /** @param ports where the services are */
    static Program of(Checkout checkout, int port, ToIntFunction<Member> ports, LogFile log) throws IOException {
        Path jar = jar(checkout);
        int build = Objects.hash(jar, Files.getLastModifiedTime(jar), Files.size(jar));
        List<String> command = new ArrayList<>(Jdk.current().fastStart(checkout.data(), Member.GATEWAY.key(), build));
        command.addAll(List.of(
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar + File.pathSeparator + Files.readString(classPath(checkout)).strip(),
                "io.cartulary.gateway.Gateway"));
        Map<String, String> environment = Map.of(
                "GATEWAY_PORT", Integer.toString(port),
                "COMMANDS", uri(ports.applyAsInt(Member.COMMAND)).toString(),
                "QUERIES", uri(ports.applyAsInt(Member.QUERY)).toString());
        Probe ready = Probe.http(uri(port).resolve("/health"));
        return new Program(Member.GATEWAY.title(), command, environment, checkout.root(), log, ready);
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Path jar(Checkout checkout) {
        return checkout.root().resolve(MODULE).resolve("gateway.jar");
    }

    private static Path classPath(Checkout checkout) {
        return checkout.root().resolve(MODULE).resolve("classpath");
    }
}

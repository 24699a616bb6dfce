package io.cartulary.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** Kafka, broker and controller in one process. */
record KafkaServer(Checkout checkout, Path stack, int port, Optional<Security> security) implements Server {

    @Override
    public Program prepare() throws IOException, InterruptedException {
        Path folder = stack.resolve("kafka");
        Path data = folder.resolve("data");
        String classPath = Server.classPath(Member.KAFKA, checkout);
        int controllerPort = Ports.free();
        Path config = folder.resolve("kafka.properties");
        if (!Files.exists(data)) {
            Path half = folder.resolve("data.new");
            Folders.delete(half);
            Path formatConfig = folder.resolve("format.properties");
            configure(half, controllerPort, formatConfig);
            String clusterId = Uuid.randomUuid().toString();
            List<String> format = List.of("format", "--config", formatConfig.toString(), "--cluster-id", clusterId);
            java("kafka-init", classPath, "kafka.tools.StorageTool", format).run();
            Server.complete(half, data);
        }
        configure(data, controllerPort, config);
        return java("kafka", classPath, "kafka.Kafka", List.of(config.toString()));
    }

    private void configure(Path data, int controllerPort, Path config) throws IOException {
        Server.configure(
                "kafka.properties", Map.of("data", data, "port", port, "controllerPort", controllerPort), config);
        if (security.isPresent()) {
            Certificate certificate = security.get().certificate();
            Server.extend(
                    "kafka-secure.properties",
                    Map.of(
                            "port",
                            port,
                            "securePort",
                            security.get().kafkaPort(),
                            "controllerPort",
                            controllerPort,
                            "keyStore",
                            certificate.keyStore(),
                            "password",
                            Certificate.PASSWORD),
                    config);
        }
    }

    private Program java(String log, String classPath, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(Jdk.current().fastStart(checkout.data(), log, classPath.hashCode()));
        command.addAll(List.of("-Xmx256m", "-Dlog4j2.level=INFO", "-cp", classPath, main));
        command.addAll(arguments);
        return new Program(
                Member.KAFKA.title(),
                command,
                Map.of(),
                stack.resolve("kafka"),
                new LogFile(stack.resolve("logs").resolve(log + ".log")),
                Probe.kafka(port));
    }
}

package io.cartulary.manifests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kubernetes' API server with its etcd, on free ports of the loopback interface: real admission, and nothing that acts on what
 * is applied. The binaries are those that {@code deploy/cluster} keeps.
 */
final class ApiServer {

    private static final long AT_MOST_SECONDS = 180;
    private static final String TOKEN = "trial";

    private final List<Process> processes = new ArrayList<>();
    private final Path binaries;
    private final Path folder;
    private final int port = freePort();

    private ApiServer(Path binaries, Path folder) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
    }

    /** Starts one; without its binaries the test is skipped, and counted as such. */
    static ApiServer startIn(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Optional<Path> binaries = binaries();
        if (binaries.isEmpty() || !isOnPath("etcd")) {
            return abort(
                    "no API server of Kubernetes is cached here (deploy/cluster makes one), so no overlay is applied to one");
        }
        var server = new ApiServer(binaries.get(), folder);
        try {
            server.start();
            return server;
        } catch (IOException | InterruptedException | GeneralSecurityException | RuntimeException failure) {
            server.stop();
            throw failure;
        }
    }

    private static Optional<Path> binaries() throws IOException {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path cache = Path.of(System.getenv().getOrDefault("CARTULARY_CACHE", caches + "/cartulary"), "cluster");
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.filter(found -> found.getFileName().toString().startsWith("kubernetes-"))
                    .filter(found -> Files.isExecutable(found.resolve("kube-apiserver")))
                    .filter(found -> Files.isDirectory(found.resolve("definitions")))
                    .max(Path::compareTo);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private void start() throws IOException, InterruptedException, GeneralSecurityException {
        String etcd = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        launch(
                "etcd",
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync");
        Path key = Files.writeString(folder.resolve("accounts.key"), pem());
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",trial,trial,system:masters\n");
        launch(
                "kube-apiserver",
                binaries.resolve("kube-apiserver").toString(),
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certificates"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-signing-key-file=" + key,
                "--service-account-key-file=" + key,
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=RBAC",
                "--token-auth-file=" + tokens);
        long deadline = System.nanoTime() + SECONDS.toNanos(AT_MOST_SECONDS);
        while (kubectl("get", "--raw", "/readyz").status() != 0) {
            if (System.nanoTime() > deadline || !processes.stream().allMatch(Process::isAlive)) {
                throw new IllegalStateException(
                        "the API server does not start: " + Files.readString(folder.resolve("kube-apiserver.log")));
            }
            SECONDS.sleep(1);
        }
    }

    private void launch(String name, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    /** What kubectl says, and its exit code. */
    record Answer(int status, String printed) {}

    Answer kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("kubectl").toString(),
                "--kubeconfig=/dev/null",
                "--server=https://127.0.0.1:" + port,
                "--token=" + TOKEN,
                "--certificate-authority=" + folder.resolve("certificates/apiserver.crt")));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile(folder, "kubectl", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!process.waitFor(AT_MOST_SECONDS, SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " takes longer than " + AT_MOST_SECONDS + " s");
        }
        return new Answer(process.exitValue(), Files.readString(printed));
    }

    /** The resource definitions that {@code deploy/cluster} has gathered. */
    Path definitions() {
        return binaries.resolve("definitions");
    }

    private static String pem() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void stop() throws InterruptedException {
        for (Process process : processes.reversed()) {
            process.destroy();
            if (!process.waitFor(10, SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}

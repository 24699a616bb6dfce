package io.cartulary.images;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Ports;
import io.cartulary.localstack.Tokens;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images of the binaries: their contents, and that they run as in the manifests. */
@EnabledIfEnvironmentVariable(
        named = "CARTULARY_NATIVE",
        matches = "true",
        disabledReason = "there are binaries only with --native")
@EnabledOnOs(value = OS.LINUX, disabledReason = "an image holds the libraries of the Linux that it was built on")
@ExtendWith(EngineCondition.class)
class ImagesIT {

    /** In bytes. */
    private static final long LARGEST = 150_000_000;

    private static final List<String> LABELS =
            List.of("title", "description", "version", "revision", "source", "created", "licenses", "base.name");

    private static final String RUN = "test-" + ProcessHandle.current().pid();
    private static final String STAFF = Tokens.staff("images");

    private static Engine engine;

    private Path folder;

    @BeforeAll
    static void given_the_images() throws IOException, InterruptedException {
        engine = Engine.find().orElseThrow();
        make(engine.name());
    }

    @BeforeEach
    void given_a_folder(@TempDir Path empty) {
        folder = empty;
    }

    @AfterAll
    static void leave_nothing() throws IOException, InterruptedException {
        for (Program program : Program.values()) {
            engine.attempt("rmi", "-f", image(program));
        }
    }

    @Test
    void buildah_makes_the_same_images_as_podman() throws Exception {
        assumeTrue(engine.name().equals("podman"), "docker makes others");
        assumeTrue(Engine.working("buildah").isPresent(), "there is no buildah that works");
        List<String> made = ids();

        make("buildah");

        assertThat(ids()).isEqualTo(made);
    }

    @ParameterizedTest
    @EnumSource
    void an_image_is_small_and_labelled_and_names_its_user_by_number(Program program) throws Exception {
        assertThat(Long.parseLong(inspected(program, "{{.Size}}"))).isLessThanOrEqualTo(LARGEST);
        for (String label : LABELS) {
            assertThat(inspected(program, "{{index .Config.Labels \"org.opencontainers.image.%s\"}}".formatted(label)))
                    .as(label)
                    .isNotEmpty();
        }
        assertThat(inspected(program, "{{.Config.User}}")).isEqualTo("65532:65532");
    }

    @ParameterizedTest
    @EnumSource
    void an_image_has_its_bill_of_materials_and_no_other_program(Program program) throws Exception {
        Path archive = folder.resolve("image.tar");
        String container = "%s-%s-files".formatted(RUN, program.title());
        engine.ask("create", "--name", container, image(program));
        try {
            engine.export(container, archive);
        } finally {
            engine.attempt("rm", "-f", container);
        }

        String bill = Files.readString(
                Command.CHECKOUT.resolve("deploy/data/images/%s.sbom.json".formatted(program.title())));
        assertThat(bill).contains("\"purl\" : \"pkg:maven/%s@".formatted(program.component()));
        assertThat(Command.output(List.of("tar", "-xOf", archive.toString(), "usr/share/cartulary/sbom.json")))
                .isEqualTo(bill);
        assertThat(executables(archive)).containsExactly("program");
        assertThat(engine.attempt("run", "--rm", "--entrypoint", "/bin/sh", image(program), "-c", "true")
                        .exitCode())
                .as("there is no shell")
                .isNotZero();
    }

    @Test
    void the_migration_runs_as_a_job() throws Exception {
        Endpoints endpoints = LocalStack.joinOrStart();

        migrate(endpoints, World.unique());
    }

    @Test
    void the_services_run_without_privileges_and_sigterm_under_load_takes_nothing_back() throws Exception {
        Endpoints endpoints = LocalStack.joinOrStart();
        World world = World.unique();
        Topics.create(endpoints.kafkaBootstrap(), world);
        migrate(endpoints, world);
        URI commandsAt = URI.create("http://127.0.0.1:" + Ports.free());
        URI queriesAt = URI.create("http://127.0.0.1:" + Ports.free());
        try (Container commands = service(Program.COMMAND_SIDE, endpoints, world, commandsAt);
                Container queries = service(Program.QUERY_SIDE, endpoints, world, queriesAt)) {
            for (Container service : List.of(commands, queries)) {
                service.awaitReady(service.equals(commands) ? commandsAt : queriesAt);
                thenTheKernelBindsIt(service);
            }
            assertThat(commands.output()).startsWith("{");
            String cart = givenACart(commandsAt);

            var shopper = new Shopper(commandsAt, cart);
            Thread shopping = Thread.ofPlatform().start(shopper);
            await().atMost(1, TimeUnit.MINUTES).until(() -> shopper.added() >= 20 || !shopping.isAlive());
            assertThat(shopping.isAlive()).as("%s was answered", shopper.end()).isTrue();
            int exitCode = commands.stop();
            shopping.join();

            assertThat(exitCode).isIn(0, 143);
            assertThat(shopper.end()).isIn("503", "no answer");
            as(STAFF)
                    .header("Consistency-Token", shopper.token())
                    .queryParam("wait", "PT10S")
                    .get(queriesAt + "/queries/v1/carts/{cart}", cart)
                    .then()
                    .statusCode(200)
                    .body("lines.quantity", is(List.of(shopper.added())));
            assertThat(queries.stop()).isIn(0, 143);
        }
    }

    private static void thenTheKernelBindsIt(Container service) throws IOException, InterruptedException {
        assertThat(service.rootOptions().split(",")).as("the root's options").contains("ro");
        assertThat(service.status("Uid")).doesNotContain("0");
        assertThat(service.status("CapEff")).allMatch(capabilities -> capabilities.matches("0+"));
        assertThat(service.status("NoNewPrivs")).containsExactly("1");
    }

    private static String givenACart(URI commands) {
        as(STAFF)
                .contentType(JSON)
                .body("{\"name\": \"Espresso, 500 g\", \"price\": {\"amount\": 990, \"currency\": \"EUR\"}}")
                .put(commands + "/commands/v1/products/{sku}", Shopper.SKU)
                .then()
                .statusCode(200);
        return as(STAFF)
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(commands + "/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static RequestSpecification as(String bearer) {
        return given().auth().oauth2(bearer);
    }

    private static void migrate(Endpoints endpoints, World world) throws IOException, InterruptedException {
        try (Container job = Container.start(
                engine,
                image(Program.MIGRATION),
                name(Program.MIGRATION, world),
                List.of(),
                environment(endpoints, world))) {
            assertThat(job.awaitEnd()).as(job.output()).isZero();
            assertThat(job.output()).startsWith("{").contains("are up to date; that took");
        }
    }

    /** First the variables of the manifests, then those of this machine. */
    private Container service(Program program, Endpoints endpoints, World world, URI uri)
            throws IOException, InterruptedException {
        Map<String, String> environment = environment(endpoints, world);
        environment.putAll(Map.of(
                "QUARKUS_HTTP_HOST",
                uri.getHost(),
                "QUARKUS_HTTP_PORT",
                Integer.toString(uri.getPort()),
                "CASSANDRA_REPLICATION",
                "{'class': 'SimpleStrategy', 'replication_factor': 1}",
                "JWT_KEY_FILE",
                "/etc/cartulary/guests/shop.public.pem"));
        List<String> arguments = List.of(
                "--volume",
                readableKeys() + ":/etc/cartulary/guests:ro",
                "--env-file",
                "k8s/base/%s.env".formatted(program.title()));
        return Container.start(engine, image(program), name(program, world), arguments, environment);
    }

    private static Map<String, String> environment(Endpoints endpoints, World world) {
        Map<String, String> environment = new HashMap<>(endpoints.environment(world));
        Tokens.environment().keySet().stream()
                .filter(variable -> variable.endsWith("_FILE"))
                .forEach(environment::remove);
        environment.put("LOG_JSON", "true");
        // A line takes 999 units, and more would be added in the 15 s of a deployment.
        environment.put("SHUTDOWN_DRAIN", "1s");
        return environment;
    }

    /** For the container's user. They have no value outside this machine. */
    private Path readableKeys() throws IOException {
        Path keys = folder.resolve("keys");
        if (!Files.exists(keys)) {
            Files.createDirectory(keys);
            copy("JWT_KEY_FILE", keys.resolve("shop.public.pem"));
            copy("GUEST_TOKEN_KEY_FILE", keys.resolve("private.pem"));
            copy("GUEST_TOKEN_PUBLIC_KEY_FILE", keys.resolve("public.pem"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return keys;
    }

    /** The file that the services of this machine get by that variable. */
    private static void copy(String variable, Path to) throws IOException {
        Files.copy(Path.of(Objects.requireNonNull(Tokens.environment().get(variable))), to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String name(Program program, World world) {
        return "%s-%s".formatted(world.database(), program.title());
    }

    private static String image(Program program) throws IOException, InterruptedException {
        return Command.script("image_of %s %s".formatted(program.title(), RUN));
    }

    private static String inspected(Program program, String format) throws IOException, InterruptedException {
        return engine.ask("image", "inspect", "--format", format, image(program));
    }

    private static List<String> ids() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (Program program : Program.values()) {
            ids.add(inspected(program, "{{.Id}}"));
        }
        return ids;
    }

    /** Makes the images of the binaries that the other tests run. */
    private static void make(String builder) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("deploy/images/build", "--engine", builder, "--tag", RUN));
        for (Program program : Program.values()) {
            String binary = Command.script("newest_binary " + program.folder());
            assertThat(binary).as("the binary of the %s", program.title()).isNotEmpty();
            words.addAll(List.of("--" + program.title(), binary));
        }
        Command.output(words);
    }

    /** Executable files, except libraries. */
    private static List<String> executables(Path archive) throws IOException, InterruptedException {
        Pattern library = Pattern.compile(".*\\.so(\\.[0-9]+)*");
        return Stream.of(Command.output(List.of("tar", "-tvf", archive.toString()))
                        .split("\n"))
                .filter(line -> line.matches("-..x.*"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(file -> !library.matcher(file).matches())
                .toList();
    }
}

package io.cartulary.journeys;

import static io.cartulary.journeys.Shell.CHECKOUT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.ProductEvent.ProductDelisted;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.faults.Profile;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs in {@code event-contracts/README.md} that read the events in other languages, as they stand there. */
@Tag(Profile.ON_BINARIES_TOO)
class ReadersIT {

    private static final int PRODUCTS = 5;
    private static final long MINUTES = 3;

    private final Endpoints endpoints = LocalStack.joinOrStart();
    private final World world = World.unique();
    private final Map<Integer, Long> positions = new HashMap<>();

    /** The first line of each program is a comment that says how its client is installed. */
    enum Language {
        PYTHON("python", "reader.py", "python3 -m venv client && . client/bin/activate", "client/bin/python reader.py"),
        NODE("javascript", "reader.mjs", "node --version", "node reader.mjs"),
        GO("go", "main.go", "test -e go.mod || go mod init reader", "go run .");

        private final String fence;
        private final String file;
        private final String preparation;
        private final String command;

        Language(String fence, String file, String preparation, String command) {
            this.fence = fence;
            this.file = file;
            this.preparation = preparation;
            this.command = command;
        }

        private String program() throws IOException {
            Matcher block = Pattern.compile("```" + fence + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(CHECKOUT.resolve("event-contracts/README.md")));
            assertThat(block.find()).as("the README has a program in " + fence).isTrue();
            return block.group(1);
        }
    }

    private record Run(int status, String printed) {}

    @ParameterizedTest
    @EnumSource
    void a_reader_sees_every_event_once_and_in_order(Language language) throws Exception {
        Path folder = installed(language);
        Topics.create(endpoints.kafkaBootstrap(), world);
        List<Envelope> published = publish();

        Run run = run(
                language.command,
                folder,
                Map.of("KAFKA_BOOTSTRAP_SERVERS", endpoints.kafkaBootstrap(), "EVENTS_TOPIC", world.topic()));

        assertThat(run.status()).as(run.printed()).isZero();
        List<String> lines = run.printed().lines().toList();
        assertThat(lines).hasSameSizeAs(published);
        for (int partition : positions.keySet()) {
            assertThat(lines.stream().filter(line -> line.startsWith(partition + " ")))
                    .as("of partition %d", partition)
                    .containsExactlyElementsOf(published.stream()
                            .filter(event -> event.partition() == partition)
                            .map(ReadersIT::line)
                            .toList());
        }
    }

    private static Path installed(Language language) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(CHECKOUT.resolve("deploy/data/readers/" + language.fence));
        String program = language.program();
        Files.writeString(folder.resolve(language.file), program);
        String install = program.lines().findFirst().orElseThrow().replaceFirst("^(#|//) ", "");
        Path stamp = folder.resolve("installed");
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(install)) {
            Run installing = run("{ " + language.preparation + "; } && " + install, folder, Map.of());
            assumeTrue(installing.status() == 0, "not to be had here: " + install);
            Files.writeString(stamp, install);
        }
        return folder;
    }

    private static Run run(String script, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("reader", ".log");
        try {
            var builder = new ProcessBuilder("bash", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            String printed = Files.readString(output, UTF_8);
            assertThat(ended).as("it ends; it printed %s", printed).isTrue();
            return new Run(process.exitValue(), printed);
        } finally {
            Files.delete(output);
        }
    }

    /** Some of them twice, as after a replay. */
    private List<Envelope> publish() {
        var published = new ArrayList<Envelope>();
        Map<String, Object> settings = Map.of("bootstrap.servers", endpoints.kafkaBootstrap(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int product = 0; product < PRODUCTS; product++) {
                var stream = new StreamId("product", "SKU-" + product);
                Envelope listed =
                        recorded(stream, 1, new ProductListed("Thé", new Money(250, Currency.getInstance("EUR"))));
                Envelope delisted = recorded(stream, 2, new ProductDelisted("sold out"));
                send(producer, KafkaBinding.toRecord(world.topic(), listed));
                send(producer, KafkaBinding.toReplayedRecord(world.topic(), listed, listed.position()));
                send(producer, KafkaBinding.toRecord(world.topic(), delisted));
                published.add(listed);
                published.add(delisted);
            }
        }
        return published;
    }

    private static void send(KafkaProducer<String, String> producer, ProducerRecord<String, String> next) {
        var _ = producer.send(next);
    }

    private Envelope recorded(StreamId stream, long version, ProductEvent event) {
        UUID command = UUID.randomUUID();
        return new Envelope(
                UUID.randomUUID(),
                EventType.of(event).wireName(),
                stream,
                version,
                stream.partition(),
                positions.merge(stream.partition(), 1L, Long::sum),
                Instant.parse("2026-11-23T12:00:00Z"),
                "staff:bob",
                command.toString(),
                command.toString(),
                version == 1 ? command : null,
                EventCodec.encode(event));
    }

    private static String line(Envelope event) {
        String members = event.version() == 1 ? "name,price" : "reason";
        return "%d %d %s %s %d %s"
                .formatted(
                        event.partition(), event.position(), event.type(), event.streamId(), event.version(), members);
    }
}

package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.Channels;
import io.cartulary.service.http.ProblemAnswer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes each rejection for the sender of the command, with the problem that HTTP would have answered. */
@ApplicationScoped
class RejectionTopic {

    private static final String CHANNEL = "refused";

    private final KafkaClientService clients;
    private final ObjectMapper json;
    private final String topic;

    /** @param declaresTheChannel otherwise unused: Quarkus makes no producer for a channel that is not injected */
    RejectionTopic(
            KafkaClientService clients,
            ObjectMapper json,
            @ConfigProperty(name = "mp.messaging.outgoing.refused.topic", defaultValue = Channels.REFUSED) String topic,
            @Channel(CHANNEL) MutinyEmitter<byte[]> declaresTheChannel) {
        this.clients = clients;
        this.json = json;
        this.topic = topic;
    }

    /** Completes when Kafka has it. */
    Uni<Void> tell(Sender command, HttpProblem problem) {
        var answer = new ProducerRecord<>(topic, command.key(), body(problem));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        Channels.REFUSED_TYPE,
                        "ce_source",
                        "/cartulary/command-side",
                        "ce_commandid",
                        command.id(),
                        "ce_commandtype",
                        command.type(),
                        "ce_commandsource",
                        command.source(),
                        "content-type",
                        "application/problem+json")
                .forEach((name, value) -> answer.headers().add(name, value.getBytes(UTF_8)));
        if (command.subject() != null) {
            answer.headers().add(Sender.SUBJECT, command.subject().getBytes(UTF_8));
        }
        return Objects.requireNonNull(clients.<String, byte[]>getProducer(CHANNEL), "producer")
                .send(answer)
                .replaceWithVoid();
    }

    private byte[] body(HttpProblem problem) {
        try {
            return json.writeValueAsBytes(ProblemAnswer.members(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem can't be written as JSON", e);
        }
    }
}

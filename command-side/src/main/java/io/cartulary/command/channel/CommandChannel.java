package io.cartulary.command.channel;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.cartulary.command.http.CommandHeaders;
import io.cartulary.service.http.ConstraintViolations;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.UnreadableJson;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Carries out the commands of the channel, in order for each root id. A record counts as consumed when its command is
 * stored, its rejection is published, or the record is set aside. After a kill some records come again; their ids
 * identify them as repeats.
 */
@ApplicationScoped
@Startup // so that its counters are there before the first command comes
public class CommandChannel {

    private static final Logger LOG = Logger.getLogger(CommandChannel.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final Map<String, Offered> offered;
    private final ObjectMapper json;
    private final OtherSystems others;
    private final RejectionTopic rejections;
    private final DeadLetters setAside;
    private final ChannelConfig config;
    private final Map<CommandOutcome, Counter> outcomes = new EnumMap<>(CommandOutcome.class);

    /** @param category of the command's streams */
    private record Offered(String category, ChannelCommand<?> command) {}

    CommandChannel(
            @All List<ChannelCommands> takers,
            ObjectMapper json,
            OtherSystems others,
            RejectionTopic rejections,
            DeadLetters setAside,
            ChannelConfig config,
            MeterRegistry metrics) {
        this.offered = takers.stream()
                .flatMap(taker -> taker.commands().stream().map(command -> new Offered(taker.category(), command)))
                .collect(toUnmodifiableMap(taken -> taken.command().type(), identity()));
        this.json = json;
        this.others = others;
        this.rejections = rejections;
        this.setAside = setAside;
        this.config = config;
        for (CommandOutcome outcome : CommandOutcome.values()) {
            outcomes.put(outcome, outcome.counter(metrics));
        }
    }

    @Incoming("commands")
    Uni<Void> take(ConsumerRecords<String, byte[]> polled) {
        return Multi.createFrom()
                .iterable(byKey(polled))
                .onItem()
                .transformToUni(this::inOrder)
                .merge(config.concurrency())
                .collect()
                .last();
    }

    private static Collection<List<ConsumerRecord<String, byte[]>>> byKey(ConsumerRecords<String, byte[]> polled) {
        var byKey = new LinkedHashMap<Object, List<ConsumerRecord<String, byte[]>>>();
        for (ConsumerRecord<String, byte[]> next : polled) {
            Object key = next.key() == null ? next : next.key();
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(next);
        }
        return byKey.values();
    }

    private Uni<Void> inOrder(List<ConsumerRecord<String, byte[]>> ofOneKey) {
        return Multi.createFrom()
                .iterable(ofOneKey)
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .collect()
                .last();
    }

    private Uni<Void> take(ConsumerRecord<String, byte[]> polled) {
        return Uni.createFrom()
                .deferred(() -> carryOut(polled))
                .onFailure(CommandChannel::isTheLog)
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .indefinitely()
                .onFailure(CommandChannel::isADefect)
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .atMost(config.attempts() - 1L)
                .onFailure()
                .recoverWithUni(failure -> untilKafkaHasIt(end(polled, failure)));
    }

    /**
     * A failure here would end the channel for good. So no further record is taken until Kafka has the rejection or the
     * set-aside record.
     */
    private Uni<Void> untilKafkaHasIt(Uni<Void> end) {
        return end.onFailure()
                .invoke(failure ->
                        LOG.warnf("the commands of the channel wait because Kafka does not answer: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .indefinitely();
    }

    private Uni<Void> carryOut(ConsumerRecord<String, byte[]> polled) {
        Offered taken = offered.get(Sender.of(polled).type());
        if (taken == null) {
            throw unknownType();
        }
        CommandMessage message = CommandMessage.of(polled);
        if (!message.subject().category().equals(taken.category())) {
            throw new Poison("%s is not a command for a %s"
                    .formatted(message.type(), message.subject().category()));
        }
        return carryOut(taken.command(), message)
                .invoke(() -> count(CommandOutcome.DONE))
                .replaceWithVoid();
    }

    private HttpProblem unknownType() {
        String known = offered.keySet().stream().sorted().collect(joining(", "));
        return Violation.problem(
                EdgeProblem.MALFORMED_HEADER,
                List.of(Violation.of("ce_type", ViolationCode.NOT_ALLOWED, "is not one of " + known + ".")));
    }

    private <W> Uni<Void> carryOut(ChannelCommand<W> command, CommandMessage message) {
        W body = body(command, message);
        CommandHeaders headers = headers(message);
        return others.call(() -> command.handling().handle(message.rootId(), body, headers))
                .replaceWithVoid();
    }

    private <W> W body(ChannelCommand<W> command, CommandMessage message) {
        try {
            W body = json.readValue(message.body(), command.body());
            if (body == null) {
                throw new Poison("its body is the JSON null");
            }
            return body;
        } catch (JsonProcessingException wrong) {
            if (UnreadableJson.isJson(wrong)) {
                throw UnreadableJson.problem(wrong);
            }
            throw new Poison("its body is not the JSON of a " + command.type());
        }
    }

    private static CommandHeaders headers(CommandMessage message) {
        String ifVersion = message.ifVersion();
        var headers = new CommandHeaders(
                message.id(),
                ifVersion == null ? null : '"' + ifVersion + '"',
                message.correlationId(),
                message.caller());
        return headers.from(new CommandHeaders.Origin(message.id(), message.traceparent()));
    }

    private Uni<Void> end(ConsumerRecord<String, byte[]> polled, Throwable failure) {
        return switch (failure) {
            case HttpProblem problem -> reject(polled, problem);
            case ConstraintViolationException invalid -> reject(polled, ConstraintViolations.problem(invalid));
            default -> {
                LOG.warnf(
                        failure instanceof Poison ? null : failure,
                        "set aside: a command at %s, because %s",
                        place(polled),
                        failure.getMessage());
                count(CommandOutcome.SET_ASIDE);
                yield setAside.put(
                        polled,
                        failure instanceof Poison poison
                                ? String.valueOf(poison.getMessage())
                                : "it fails with " + failure);
            }
        };
    }

    private Uni<Void> reject(ConsumerRecord<String, byte[]> polled, HttpProblem problem) {
        count(CommandOutcome.REFUSED);
        return rejections.tell(Sender.of(polled), problem);
    }

    private static boolean isTheLog(Throwable failure) {
        return failure instanceof StoreUnavailableException || failure instanceof StoreOverloadedException;
    }

    private static boolean isADefect(Throwable failure) {
        return !(failure instanceof Poison
                || failure instanceof HttpProblem
                || failure instanceof ConstraintViolationException
                || isTheLog(failure));
    }

    private void count(CommandOutcome outcome) {
        requireNonNull(outcomes.get(outcome)).increment();
    }

    private static String place(ConsumerRecord<?, ?> polled) {
        return "%s-%d, offset %d".formatted(polled.topic(), polled.partition(), polled.offset());
    }
}

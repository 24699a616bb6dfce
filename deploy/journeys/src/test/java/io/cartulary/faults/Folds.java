package io.cartulary.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.product.ProductView;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the views have to answer: MySQL's events, each stream folded by itself from its first event on, by the views' own
 * pure functions. No engine, no Kafka, no Cassandra.
 */
final class Folds {

    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
            .build();

    private final Map<StreamId, List<Recorded>> streams;

    /** @param log in the order of positions */
    Folds(List<Envelope> log) {
        streams = log.stream().map(Recorded::of).collect(groupingBy(Recorded::streamId, LinkedHashMap::new, toList()));
    }

    Set<StreamId> streams() {
        return streams.keySet();
    }

    /** The last state. */
    JsonNode now(StreamId stream) {
        return at(stream, Instant.MAX).orElseThrow();
    }

    /** The state at an instant, an event recorded exactly then included; empty before the first. */
    Optional<JsonNode> at(StreamId stream, Instant moment) {
        List<Recorded> events = streams.getOrDefault(stream, List.of()).stream()
                .takeWhile(event -> !event.at().isAfter(moment))
                .toList();
        return switch (stream.category()) {
            case "cart" -> fold(events, CartView::evolve);
            case "order" -> fold(events, OrderView::evolve);
            case "product" -> fold(events, ProductView::evolve);
            default -> throw new AssertionError("no view follows " + stream);
        };
    }

    private static <S> Optional<JsonNode> fold(List<Recorded> events, BiFunction<@Nullable S, Recorded, S> evolve) {
        S state = null;
        for (Recorded event : events) {
            state = evolve.apply(state, event);
        }
        return Optional.ofNullable(state).map(Folds::json);
    }

    /** As it would come over HTTP. */
    private static JsonNode json(Object state) {
        try {
            return JSON.readTree(JSON.writeValueAsString(state));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

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
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.cart.CartView;
import io.cartulary.query.order.OrderView;
import io.cartulary.query.product.ProductView;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expected answers of the views: MySQL's events, each stream folded from its first event, by the views' own pure
 * functions. No engine, no Kafka, no Cassandra.
 */
final class Folds {

    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(InstantJson.writing())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
            .build();

    private final Map<StreamId, List<RecordedEvent>> streams;

    /** @param log in the order of positions */
    Folds(List<Envelope> log) {
        streams = log.stream()
                .map(RecordedEvent::of)
                .collect(groupingBy(RecordedEvent::streamId, LinkedHashMap::new, toList()));
    }

    Set<StreamId> streams() {
        return streams.keySet();
    }

    /** Every event, stream by stream. */
    Stream<RecordedEvent> events() {
        return streams.values().stream().flatMap(List::stream);
    }

    /** The events of a stream, from its first one. */
    List<RecordedEvent> events(StreamId stream) {
        return streams.getOrDefault(stream, List.of());
    }

    /** The state at an instant, including an event recorded exactly then; empty before the first. */
    Optional<JsonNode> at(StreamId stream, Instant moment) {
        return switch (stream.category()) {
            case "cart" ->
                fold(stream, moment, CartView::evolve)
                        .map(cart -> cart.at(earlier(moment, Instant.now())))
                        .map(Folds::json);
            case "order" -> fold(stream, moment, OrderView::evolve).map(Folds::json);
            case "product" -> fold(stream, moment, ProductView::evolve).map(Folds::json);
            default -> throw new AssertionError("no view follows " + stream);
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    List<CartView> carts() {
        return all("cart", Instant.MAX, CartView::evolve);
    }

    List<OrderView> orders(Instant moment) {
        return all("order", moment, OrderView::evolve);
    }

    List<ProductView> products() {
        return all("product", Instant.MAX, ProductView::evolve);
    }

    /** All states that existed at an instant. */
    private <S> List<S> all(String category, Instant moment, BiFunction<@Nullable S, RecordedEvent, S> evolve) {
        return streams.keySet().stream()
                .filter(stream -> stream.category().equals(category))
                .flatMap(stream -> fold(stream, moment, evolve).stream())
                .toList();
    }

    private <S> Optional<S> fold(StreamId stream, Instant moment, BiFunction<@Nullable S, RecordedEvent, S> evolve) {
        S state = null;
        for (RecordedEvent event : events(stream)) {
            if (event.at().isAfter(moment)) {
                break;
            }
            state = evolve.apply(state, event);
        }
        return Optional.ofNullable(state);
    }

    /** The same JSON as over HTTP. */
    static JsonNode json(Object state) {
        try {
            return JSON.readTree(JSON.writeValueAsString(state));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

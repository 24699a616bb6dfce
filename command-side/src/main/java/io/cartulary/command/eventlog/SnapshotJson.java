package io.cartulary.command.eventlog;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cartulary.command.eventsourcing.SnapshotForm;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Writes states as JSON and reads them: the JSON has the fields, and the name of the sealed type's record. The states
 * don't know of it.
 */
public final class SnapshotJson {

    private final ConcurrentMap<Class<?>, JsonMapper> mappers = new ConcurrentHashMap<>();

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface OneOfSealed {}

    public <S> String write(SnapshotForm<S> form, S state) {
        try {
            return mapper(form).writerFor(form.type()).writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a %s can't be written as JSON".formatted(form.name()), e);
        }
    }

    /** @throws IllegalStateException when the JSON is not a state of this form */
    public <S> S read(SnapshotForm<S> form, String json) {
        try {
            return mapper(form).readValue(json, form.type());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a %s: %s".formatted(form.name(), json), e);
        }
    }

    private JsonMapper mapper(SnapshotForm<?> form) {
        return mappers.computeIfAbsent(form.type(), SnapshotJson::mapperOf);
    }

    private static JsonMapper mapperOf(Class<?> state) {
        var mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .visibility(PropertyAccessor.ALL, NONE)
                .visibility(PropertyAccessor.FIELD, ANY)
                .visibility(PropertyAccessor.CREATOR, ANY)
                .addMixIn(state, OneOfSealed.class)
                .build();
        mapper.registerSubtypes(records(state).toList());
        return mapper;
    }

    /** A sealed type's records, also those of the sealed types in between. */
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(SnapshotJson::records)
                : Stream.of(type);
    }
}

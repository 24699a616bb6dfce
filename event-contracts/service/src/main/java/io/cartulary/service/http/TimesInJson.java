package io.cartulary.service.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.InstantJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Instants in answers, and in problems over Kafka, have the same form as in events. */
@Singleton
public class TimesInJson implements ObjectMapperCustomizer {

    /** After Quarkus' own: of two serializers of one type, Jackson uses the one that was registered last. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(InstantJson.writing());
    }
}

package io.cartulary.query.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.InstantJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Instants in answers look like those in events. */
@Singleton
class TimesInJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(InstantJson.writing());
    }
}

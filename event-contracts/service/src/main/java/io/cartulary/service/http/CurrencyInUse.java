package io.cartulary.service.http;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the code of a currency that is legal tender somewhere. ISO 4217 has others, which {@link Currency} accepts as
 * well: historic ones (DEM), of funds (CHE) and of metals (XAU), for tests (XTS) and for no currency (XXX). Recorded
 * events in such a currency are read nonetheless: this class is for requests.
 */
final class CurrencyInUse extends StdScalarDeserializer<Currency> {

    @Serial
    private static final long serialVersionUID = 1;

    /** Venezuela's second currency besides VES: the JDK has only one for each country. */
    private static final String DIGITAL_BOLIVAR = "VED";

    private static final Set<String> CODES = codes();

    CurrencyInUse() {
        super(Currency.class);
    }

    @Override
    public Currency deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String code = json.getValueAsString();
        if (code == null
                || !json.currentToken().isScalarValue()
                || json.currentToken().isNumeric()) {
            return (Currency) context.handleUnexpectedToken(Currency.class, json);
        }
        return CODES.contains(code)
                ? Currency.getInstance(code)
                : (Currency) context.handleWeirdStringValue(Currency.class, code, "not in use");
    }

    /**
     * The currencies of all countries, in use now: the JDK's data have the day of a change, such as a country's move to
     * the euro.
     */
    private static Set<String> codes() {
        return Stream.concat(
                        Arrays.stream(Locale.getISOCountries())
                                .map(country -> Currency.getInstance(Locale.of("", country)))
                                .filter(Objects::nonNull)
                                .map(Currency::getCurrencyCode),
                        Stream.of(DIGITAL_BOLIVAR))
                .collect(toUnmodifiableSet());
    }
}

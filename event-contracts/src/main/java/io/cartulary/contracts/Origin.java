package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** The origin of a cart. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Origin.Empty.class, name = Origin.EMPTY),
    @JsonSubTypes.Type(value = Origin.Copy.class, name = Origin.COPY)
})
public sealed interface Origin {

    /** The {@link #kind} of an {@link Empty} one. */
    String EMPTY = "empty";

    /** The {@link #kind} of a {@link Copy}. */
    String COPY = "copy";

    /** A property like any other, see {@link Owner#kind}. */
    @JsonProperty("kind")
    default String kind() {
        return switch (this) {
            case Empty _ -> EMPTY;
            case Copy _ -> COPY;
        };
    }

    /** The cart started empty. */
    record Empty() implements Origin {}

    /** @param copiedFrom the cart or order whose lines it started with, at the prices of that moment */
    record Copy(StreamId copiedFrom) implements Origin {
        public Copy {
            Objects.requireNonNull(copiedFrom, "copiedFrom");
        }
    }
}

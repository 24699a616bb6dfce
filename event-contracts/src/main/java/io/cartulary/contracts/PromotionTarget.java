package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of a cart whose price a promotion lowers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PromotionTarget.Lines.class, name = PromotionTarget.LINES),
    @JsonSubTypes.Type(value = PromotionTarget.Order.class, name = PromotionTarget.ORDER),
    @JsonSubTypes.Type(value = PromotionTarget.Shipping.class, name = PromotionTarget.SHIPPING)
})
public sealed interface PromotionTarget {

    /** The {@link #kind} of {@link Lines}. */
    String LINES = "LINES";

    /** The {@link #kind} of {@link Order}. */
    String ORDER = "ORDER";

    /** The {@link #kind} of {@link Shipping}. */
    String SHIPPING = "SHIPPING";

    /** A property like any other, see {@link Owner#kind}. */
    @JsonProperty("kind")
    default String kind() {
        return switch (this) {
            case Lines _ -> LINES;
            case Order _ -> ORDER;
            case Shipping _ -> SHIPPING;
        };
    }

    /**
     * Lines by their products. A line has to match everything that is given; all lines match when nothing is.
     *
     * @param skus one of them, if there are any
     * @param attributes of the product, by name: one of the values each
     */
    @JsonInclude(Include.NON_EMPTY)
    record Lines(List<String> skus, Map<String, List<String>> attributes) implements PromotionTarget {

        public Lines(@Nullable List<String> skus, @Nullable Map<String, List<String>> attributes) {
            this.skus = skus == null ? List.of() : List.copyOf(skus);
            var copy = new TreeMap<String, List<String>>();
            if (attributes != null) {
                attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            }
            this.attributes = Collections.unmodifiableMap(copy);
        }
    }

    /** All lines together. */
    record Order() implements PromotionTarget {}

    /** The price of the shipping method. */
    record Shipping() implements PromotionTarget {}
}

package io.cartulary.contracts;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.contracts.CartEvent.CartFieldsChanged;
import io.cartulary.contracts.CartEvent.CartMerged;
import io.cartulary.contracts.CartEvent.CartRestored;
import io.cartulary.contracts.CartEvent.JoinedLine;
import io.cartulary.contracts.CartEvent.LinesJoined;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of a cart or an order, and of its parts.
 *
 * @param own of the cart or the order itself
 * @param parts by the ids of the lines, and of an order's payments, shipments and returns; parts without fields are left out
 */
public record HolderFields(
        CustomFields own, @JsonInclude(NON_EMPTY) Map<UUID, CustomFields> parts) {

    /** The maximum size of all fields of a cart or an order, with those of its parts, as JSON in UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    public static final HolderFields NONE = new HolderFields(CustomFields.NONE, null);

    public HolderFields(@Nullable CustomFields own, @Nullable Map<UUID, CustomFields> parts) {
        this.own = own == null ? CustomFields.NONE : own;
        var copy = new TreeMap<UUID, CustomFields>();
        if (parts != null) {
            parts.forEach((part, fields) -> {
                if (!fields.isEmpty()) {
                    copy.put(part, fields);
                }
            });
        }
        this.parts = Collections.unmodifiableMap(copy);
    }

    /** The fields that two events hold apart, because one of them holds personal data. */
    public static HolderFields of(@Nullable HolderFields some, @Nullable HolderFields others) {
        HolderFields fields = some == null ? NONE : some;
        return others == null ? fields : fields.with(others);
    }

    /** Null if there are none. */
    public @Nullable HolderFields orNull() {
        return own.isEmpty() && parts.isEmpty() ? null : this;
    }

    /** Those of a part, or its own ones for null. */
    public CustomFields of(@Nullable UUID part) {
        return part == null ? own : parts.getOrDefault(part, CustomFields.NONE);
    }

    /** With other fields of a part, or of its own for null. */
    public HolderFields with(@Nullable UUID part, CustomFields changed) {
        if (part == null) {
            return new HolderFields(changed, parts);
        }
        var all = new TreeMap<>(parts);
        all.put(part, changed);
        return new HolderFields(own, all);
    }

    /** With these, which precede those of the same key. */
    public HolderFields with(HolderFields more) {
        var all = new TreeMap<>(parts);
        more.parts.forEach((part, fields) -> all.merge(part, fields, CustomFields::with));
        return new HolderFields(own.with(more.own), all);
    }

    /** With its own, and those of these parts. */
    public HolderFields only(Set<UUID> remaining) {
        return remaining.containsAll(parts.keySet()) ? this : new HolderFields(own, retaining(remaining));
    }

    private Map<UUID, CustomFields> retaining(Set<UUID> remaining) {
        var all = new TreeMap<>(parts);
        all.keySet().retainAll(remaining);
        return all;
    }

    /** Those that are personal data. */
    public HolderFields personal() {
        return each(CustomFields::personal);
    }

    /** Those that are no personal data. */
    public HolderFields impersonal() {
        return each(CustomFields::impersonal);
    }

    private HolderFields each(UnaryOperator<CustomFields> some) {
        var all = new TreeMap<UUID, CustomFields>();
        parts.forEach((part, fields) -> all.put(part, some.apply(fields)));
        return new HolderFields(some.apply(own), all);
    }

    /** The size as JSON in UTF-8, which {@link #MAX_BYTES} bounds. */
    public int bytes() {
        return own.bytes()
                + parts.values().stream().mapToInt(CustomFields::bytes).sum();
    }

    /**
     * The fields of a cart after its next event. Those of lines that no longer exist are for the caller to leave out.
     *
     * @param fields before; null for none
     */
    public static HolderFields after(@Nullable HolderFields fields, CartEvent event) {
        HolderFields before = fields == null ? NONE : fields;
        return switch (event) {
            case CartFieldsChanged changed ->
                before.with(changed.lineId(), changed.change().of(before.of(changed.lineId())));
            case LinesJoined joined -> before.joined(joined);
            case CartMerged merged -> before.with(of(merged.fields(), merged.personalFields()));
            case CartRestored restored -> before.with(of(restored.fields(), restored.personalFields()));
            case CartEvent.ContentsEvent _, CartEvent.LifecycleEvent _ -> before;
        };
    }

    /** A line that takes in another one takes its fields, too; its own precede. */
    private HolderFields joined(LinesJoined event) {
        var all = new TreeMap<>(parts);
        for (JoinedLine joined : event.lines()) {
            all.merge(joined.into(), of(joined.lineId()), (into, other) -> other.with(into));
        }
        return new HolderFields(own, all);
    }
}

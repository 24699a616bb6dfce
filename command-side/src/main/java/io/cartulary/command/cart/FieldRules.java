package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.FIELDS_TOO_LARGE;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_LINE;
import static io.cartulary.command.cart.CartRejection.TOO_MANY_FIELDS;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.PatchFields;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartFieldsChanged;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.FieldsChange;
import io.cartulary.contracts.HolderFields;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The custom fields of a cart and its lines. Prices do not depend on them. */
final class FieldRules {

    private FieldRules() {}

    static Decision<CartEvent> patch(CartContents cart, PatchFields command) {
        @Nullable UUID line = command.lineId();
        if (line != null && cart.lines().withId(line).isEmpty()) {
            return reject(NO_SUCH_LINE);
        }
        HolderFields all = cart.fieldsOrNone();
        CustomFields before = all.of(line);
        CustomFields after = command.patch().of(before);
        if (after.equals(before)) {
            return noChange();
        }
        if (after.values().size() > CustomFields.MAX_KEYS) {
            return reject(TOO_MANY_FIELDS);
        }
        return after.bytes() > CustomFields.MAX_BYTES || all.with(line, after).bytes() > HolderFields.MAX_BYTES
                ? reject(FIELDS_TOO_LARGE)
                : accept(new CartFieldsChanged(line, FieldsChange.between(before, after)));
    }

    /**
     * The fields that come into a cart with lines of another one, or of a past one: those that the holders here lack. A
     * holder whose fields would exceed the limits with them gets none of them.
     *
     * @param lines the line here that takes in a line from there, by the id there
     */
    static HolderFields arriving(HolderFields here, HolderFields there, Map<UUID, UUID> lines) {
        HolderFields arriving = new HolderFields(missing(here.own(), there.own()), null);
        for (Map.Entry<UUID, UUID> line : lines.entrySet()) {
            CustomFields present = here.of(line.getValue()).with(arriving.of(line.getValue()));
            CustomFields more = missing(present, there.of(line.getKey()));
            arriving =
                    arriving.with(line.getValue(), arriving.of(line.getValue()).with(more));
        }
        return here.with(arriving).bytes() > HolderFields.MAX_BYTES ? HolderFields.NONE : arriving;
    }

    private static CustomFields missing(CustomFields here, CustomFields there) {
        CustomFields both = there.with(here);
        return both.isWithinLimits() ? FieldsChange.between(here, both).set() : CustomFields.NONE;
    }
}

package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.LINE_FULL;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_VERSION;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.Restore;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.LeftOutReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cart gets the lines of an earlier version again. A line that the cart still has, with at least the same number of
 * units, keeps its price. A restored line gets the present price for all its units, and is left out if its product is
 * not on sale.
 */
final class Restoration {

    private final CartContents cart;
    private final Restore restore;
    private final List<RestoredLine> lines = new ArrayList<>();
    private final List<RepricedLine> repriced = new ArrayList<>();
    private final List<LeftOutLine> leftOut = new ArrayList<>();

    private Restoration(CartContents cart, Restore restore) {
        this.cart = cart;
        this.restore = restore;
    }

    static Decision<CartEvent> restore(CartContents cart, Restore restore) {
        @Nullable CartLines lines = restore.lines();
        if (lines == null) {
            return reject(NO_SUCH_VERSION);
        }
        var restoration = new Restoration(cart, restore);
        lines.all().forEach(restoration::bring);
        return restoration.decided();
    }

    private void bring(Line then) {
        Optional<Line> now = cart.lines().withId(then.id());
        int present = now.map(Line::quantity).orElse(0);
        if (then.quantity() <= present) {
            lines.add(now.orElseThrow().withQuantity(then.quantity()).restored());
            return;
        }
        @Nullable Offer offer = restore.offers().get(then.sku());
        if (offer != null && offer.isFor(cart.currency())) {
            Line line = now.orElse(then).withQuantity(then.quantity());
            lines.add(line.restored());
            line.repriced(offer.unitPrice()).forEach(repriced::add);
        } else {
            now.map(Line::restored).ifPresent(lines::add);
            leftOut.add(new LeftOutLine(then.id(), then.sku(), then.name(), then.quantity() - present, reason(offer)));
        }
    }

    private LeftOutReason reason(@Nullable Offer offer) {
        if (offer == null) {
            return LeftOutReason.NOT_ON_SALE;
        }
        return offer.isWithinBounds() ? LeftOutReason.OTHER_CURRENCY : LeftOutReason.PRICE_TOO_HIGH;
    }

    private Decision<CartEvent> decided() {
        CartEvent restored = new CartRestored(restore.fromVersion(), lines, leftOut);
        CartLines after = cart.after(restored).lines();
        if (after.skus().stream().anyMatch(sku -> isOverfull(sku, after))) {
            return reject(LINE_FULL);
        }
        Decision<CartEvent> decision =
                CartItems.joining(cart, Stream.of(restored), CartItems.repricing(repriced.stream()));
        // what was left out is said each time, as a caller may not have heard it yet
        boolean isNoNews = leftOut.isEmpty()
                && decision instanceof Decision.Accepted<CartEvent> accepted
                && cart.after(accepted.events()).lines().equals(cart.lines());
        return isNoNews ? noChange() : decision;
    }

    /** A cart created before the limit on a product's units may have more, and may lose some. */
    private boolean isOverfull(String sku, CartLines after) {
        int units = after.units(sku);
        return units > Cart.MAX_QUANTITY && units > cart.lines().units(sku);
    }
}

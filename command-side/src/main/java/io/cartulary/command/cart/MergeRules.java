package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.cart.CartCommand.BeginMerge;
import io.cartulary.command.cart.CartCommand.TakeIn;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.PriceTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One cart is merged into another. The rules compare the units of a product over all its lines, regardless of price.
 */
final class MergeRules {

    private MergeRules() {}

    static Decision<CartEvent> begin(BeginMerge begin) {
        return accept(new CartMergeBegun(begin.mergeId(), begin.targetId(), begin.targetVersion(), begin.mode()));
    }

    static Decision<CartEvent> takeIn(CartContents target, TakeIn source) {
        if (!target.currency().equals(source.currency())) {
            return reject(CURRENCY_MISMATCH);
        }
        var merged = new CartMerged(
                source.mergeId(), source.sourceId(), source.sourceVersion(), deltas(target.lines(), source));
        CartLines after = target.lines().after(merged);
        if (after.all().size() > Cart.MAX_LINES) {
            return reject(CART_FULL);
        }
        if (after.skus().stream().anyMatch(sku -> isOverfull(sku, target.lines(), after))) {
            return reject(LINE_FULL);
        }
        return CartItems.joining(target, Stream.of(merged), codes(target, source));
    }

    /**
     * The target keeps its codes, and the source's follow, as far as there is room. The target's shipping method and
     * address stay, as they belong together.
     */
    private static Stream<CartEvent> codes(CartContents target, TakeIn source) {
        PriceTerms terms = target.termsOrNone();
        return source.codes().stream()
                .filter(code -> terms.code(code.code()).isEmpty())
                .limit(Math.max(0, PriceRules.MAX_CODES - terms.codes().size()))
                .map(CodeApplied::new);
    }

    /** A cart created before the limit on a product's units may have more, and may keep them. */
    private static boolean isOverfull(String sku, CartLines before, CartLines after) {
        int units = after.units(sku);
        return units > Cart.MAX_QUANTITY && units > before.units(sku);
    }

    private static List<LineDelta> deltas(CartLines target, TakeIn source) {
        Map<String, Integer> here = units(target);
        Map<String, Integer> there = units(source.lines());
        var deltas = new Deltas(target, source.mergeId());
        there.forEach((sku, units) -> {
            int change = change(here.getOrDefault(sku, 0), units, source.mode());
            deltas.change(sku, change, source.lines());
        });
        return deltas.all();
    }

    /** The change of the target's units of a product; negative for fewer. */
    private static int change(int here, int there, MergeMode mode) {
        if (here == 0) {
            return there;
        }
        return switch (mode) {
            case SUM -> there;
            case MAX -> Math.max(there - here, 0);
            case TARGET -> 0;
            case SOURCE -> there - here;
        };
    }

    private static Map<String, Integer> units(CartLines lines) {
        var units = new LinkedHashMap<String, Integer>();
        lines.all().forEach(line -> units.merge(line.sku(), line.quantity(), Integer::sum));
        return units;
    }

    /** The changes of lines that result from the changes of products. */
    private static final class Deltas {

        private final CartLines target;
        private final UUID mergeId;
        private final Map<UUID, LineDelta> byLine = new LinkedHashMap<>();

        Deltas(CartLines target, UUID mergeId) {
            this.target = target;
            this.mergeId = mergeId;
        }

        List<LineDelta> all() {
            return List.copyOf(byLine.values());
        }

        void change(String sku, int change, CartLines source) {
            if (change > 0) {
                comeIn(sku, change, source);
            } else if (change < 0) {
                goOut(sku, -change);
            }
        }

        /**
         * Adds units from the source's lines, at their prices: to the target's line of the same price if there is one.
         */
        private void comeIn(String sku, int units, CartLines source) {
            int left = units;
            for (Line line : source.ofSku(sku)) {
                int some = Math.min(left, line.quantity());
                add(target.of(sku, line.unitPrice()).map(Line::id).orElseGet(() -> idOf(line)), line, some);
                left -= some;
            }
        }

        /** Removes units from the target's lines, the last line first. */
        private void goOut(String sku, int units) {
            int left = units;
            for (Line line : target.ofSku(sku).reversed()) {
                int some = Math.min(left, line.quantity());
                add(line.id(), line, -some);
                left -= some;
            }
        }

        private void add(UUID lineId, Line line, int units) {
            if (units != 0) {
                byLine.merge(
                        lineId,
                        new LineDelta(lineId, line.sku(), line.name(), units, line.unitPrice()),
                        (one, other) -> new LineDelta(
                                lineId, one.sku(), one.name(), one.quantity() + other.quantity(), one.unitPrice()));
            }
        }

        /** Not the source's line id: one retry key, used on both carts, gives their lines the same id. */
        private UUID idOf(Line line) {
            return UUID.nameUUIDFromBytes((mergeId + "\n" + line.id()).getBytes(UTF_8));
        }
    }
}

package io.cartulary.contracts;

import java.util.Objects;

/**
 * A promotion as it was defined when a cart was given it: all that the price depends on. What starts it (automatically, or
 * by a code) and its limits are facts of the register, and not part of the terms.
 *
 * @param id the promotion's name in the register
 * @param conditions all have to be met
 * @param priority the higher one is applied first; of two with the same one, the one whose id comes first
 * @param exclusive whether no other promotion may be applied to a cart that has this one
 */
public record PromotionTerms(
        String id,
        PromotionTarget target,
        PromotionEffect effect,
        PromotionConditions conditions,
        int priority,
        boolean exclusive) {

    /** @throws IllegalArgumentException when the target can't have that effect, see {@link PromotionEffect#fits} */
    public PromotionTerms {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(conditions, "conditions");
        if (!effect.fits(target)) {
            throw new IllegalArgumentException("%s can't be %s".formatted(target.kind(), effect.kind()));
        }
    }
}

package io.cartulary.command.product;

import io.cartulary.contracts.Money;

/** The commands for a product. */
sealed interface ProductCommand {

    /** Put it on sale; also again, under another name or at another price. */
    record ListProduct(String name, Money price) implements ProductCommand {}

    /** Change its price, in the same currency. */
    record ChangePrice(Money price) implements ProductCommand {}

    /** Take it off sale. */
    record Delist(String reason) implements ProductCommand {}
}

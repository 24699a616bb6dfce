package io.cartulary.command.product;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;

/** The commands for a product. */
sealed interface ProductCommand {

    /** Put it on sale as this; also again, under another name or at other prices. */
    record ListProduct(ProductListed listing) implements ProductCommand {

        /** With a name and a price only. */
        ListProduct(String name, Money price) {
            this(new ProductListed(name, price));
        }
    }

    /** Change the price that is for everybody, in the same currency. */
    record ChangePrice(Money price) implements ProductCommand {}

    /** Take it off sale. */
    record Delist(String reason) implements ProductCommand {}
}

package io.cartulary.query.http;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson reads and writes by reflection beside the answers of resources: the events and what they are made of. */
@RegisterForReflection(
        targets = {
            CartEvent.CartCreated.class,
            CartEvent.ItemAdded.class,
            CartEvent.ItemQuantityChanged.class,
            CartEvent.ItemRemoved.class,
            CartEvent.CartCleared.class,
            CartEvent.ClearedLine.class,
            ProductEvent.ProductListed.class,
            Owner.class,
            Owner.Guest.class,
            Owner.Customer.class,
            Money.class
        })
final class Serialised {

    private Serialised() {}
}

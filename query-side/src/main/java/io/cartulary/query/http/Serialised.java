package io.cartulary.query.http;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Origin;
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
            CartEvent.ItemsRepriced.class,
            CartEvent.RepricedLine.class,
            CartEvent.ShippingAddressSet.class,
            CartEvent.ContactSet.class,
            CartEvent.CartCheckedOut.class,
            CartEvent.CartAssigned.class,
            CartEvent.CartMergeBegun.class,
            CartEvent.CartMergeCalledOff.class,
            CartEvent.CartMerged.class,
            CartEvent.LineDelta.class,
            CartEvent.CartMergedInto.class,
            CartEvent.CartRestored.class,
            CartEvent.RestoredLine.class,
            CartEvent.CartFrozen.class,
            CartEvent.CartUnfrozen.class,
            CartEvent.CartAbandoned.class,
            CartEvent.CartReactivated.class,
            ProductEvent.ProductListed.class,
            ProductEvent.ProductPriceChanged.class,
            ProductEvent.ProductDelisted.class,
            Owner.class,
            Owner.Guest.class,
            Owner.Customer.class,
            Origin.class,
            Origin.Empty.class,
            Origin.Copy.class,
            Money.class
        })
final class Serialised {

    private Serialised() {}
}

package io.cartulary.query.http;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.Origin;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent;
import io.cartulary.contracts.Totals;
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
            OrderEvent.OrderPlaced.class,
            OrderEvent.OrderLine.class,
            OrderEvent.OrderConfirmed.class,
            OrderEvent.OrderHeld.class,
            OrderEvent.OrderReleased.class,
            OrderEvent.OrderAddressChanged.class,
            OrderEvent.OrderContactChanged.class,
            OrderEvent.OrderEdited.class,
            OrderEvent.EditedLine.class,
            OrderEvent.OrderCancelled.class,
            OrderEvent.OrderCompleted.class,
            OrderEvent.PaymentAuthorized.class,
            OrderEvent.PaymentCaptured.class,
            OrderEvent.PaymentFailed.class,
            OrderEvent.PaymentVoided.class,
            OrderEvent.RefundIssued.class,
            OrderEvent.ShipmentCreated.class,
            OrderEvent.LineQuantity.class,
            OrderEvent.ShipmentDelivered.class,
            OrderEvent.ReturnRequested.class,
            OrderEvent.ReturnApproved.class,
            OrderEvent.ReturnRejected.class,
            OrderEvent.ReturnReceived.class,
            OrderEvent.NoteAdded.class,
            Owner.class,
            Owner.Guest.class,
            Owner.Customer.class,
            Origin.class,
            Origin.Empty.class,
            Origin.Copy.class,
            Address.class,
            Contact.class,
            Totals.class,
            Money.class
        })
final class Serialised {

    private Serialised() {}
}

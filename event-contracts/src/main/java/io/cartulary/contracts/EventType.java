package io.cartulary.contracts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The permanent wire name of every event. A name is never reused and never changes its meaning: a changed meaning is a
 * new type with the next version, and the old one stays readable: see {@link Upcasters}.
 */
public enum EventType {
    PRODUCT_LISTED("product.listed.v1", ProductEvent.ProductListed.class),
    PRODUCT_PRICE_CHANGED("product.price-changed.v1", ProductEvent.ProductPriceChanged.class),
    PRODUCT_DELISTED("product.delisted.v1", ProductEvent.ProductDelisted.class),
    TAX_RATES_SET("tax.rates-set.v1", TaxEvent.TaxRatesSet.class),
    SHIPPING_METHOD_SET("shipping.method-set.v1", ShippingEvent.ShippingMethodSet.class),
    PROMOTION_DEFINED("promotion.defined.v1", PromotionEvent.PromotionDefined.class),
    PROMOTION_ENDED("promotion.ended.v1", PromotionEvent.PromotionEnded.class),
    CODE_DEFINED("code.defined.v1", CodeEvent.CodeDefined.class),
    CART_CREATED("cart.created.v2", CartEvent.CartCreated.class),
    ITEM_ADDED("cart.item-added.v1", CartEvent.ItemAdded.class),
    ITEM_QUANTITY_CHANGED("cart.item-quantity-changed.v1", CartEvent.ItemQuantityChanged.class),
    ITEM_REMOVED("cart.item-removed.v1", CartEvent.ItemRemoved.class),
    CART_CLEARED("cart.cleared.v1", CartEvent.CartCleared.class),
    ITEMS_REPRICED("cart.items-repriced.v1", CartEvent.ItemsRepriced.class),
    LINES_JOINED("cart.lines-joined.v1", CartEvent.LinesJoined.class),
    SHIPPING_ADDRESS_SET("cart.shipping-address-set.v1", CartEvent.ShippingAddressSet.class),
    CONTACT_SET("cart.contact-set.v1", CartEvent.ContactSet.class),
    CART_TERMS_SET("cart.terms-set.v1", CartEvent.CartTermsSet.class),
    CODE_APPLIED("cart.code-applied.v1", CartEvent.CodeApplied.class),
    CODE_REMOVED("cart.code-removed.v1", CartEvent.CodeRemoved.class),
    CART_SHIPPING_METHOD_SET("cart.shipping-method-set.v1", CartEvent.CartShippingMethodSet.class),
    EXTERNAL_TAX_SET("cart.external-tax-set.v1", CartEvent.ExternalTaxSet.class),
    CART_ASSIGNED("cart.assigned.v1", CartEvent.CartAssigned.class),
    CART_MERGE_BEGUN("cart.merge-begun.v1", CartEvent.CartMergeBegun.class),
    CART_MERGE_CALLED_OFF("cart.merge-called-off.v1", CartEvent.CartMergeCalledOff.class),
    CART_MERGED("cart.merged.v1", CartEvent.CartMerged.class),
    CART_MERGED_INTO("cart.merged-into.v1", CartEvent.CartMergedInto.class),
    CART_RESTORED("cart.restored.v1", CartEvent.CartRestored.class),
    CART_FROZEN("cart.frozen.v1", CartEvent.CartFrozen.class),
    CART_UNFROZEN("cart.unfrozen.v1", CartEvent.CartUnfrozen.class),
    CART_CHECKED_OUT("cart.checked-out.v1", CartEvent.CartCheckedOut.class),
    CART_ABANDONED("cart.abandoned.v1", CartEvent.CartAbandoned.class),
    CART_REACTIVATED("cart.reactivated.v1", CartEvent.CartReactivated.class),
    ORDER_PLACED("order.placed.v2", OrderEvent.OrderPlaced.class),
    ORDER_CONFIRMED("order.confirmed.v1", OrderEvent.OrderConfirmed.class),
    ORDER_CONFIRMATION_WITHDRAWN("order.confirmation-withdrawn.v1", OrderEvent.OrderConfirmationWithdrawn.class),
    ORDER_ASSIGNED("order.assigned.v1", OrderEvent.OrderAssigned.class),
    ORDER_HELD("order.held.v1", OrderEvent.OrderHeld.class),
    ORDER_RELEASED("order.released.v1", OrderEvent.OrderReleased.class),
    ORDER_ADDRESS_CHANGED("order.address-changed.v1", OrderEvent.OrderAddressChanged.class),
    ORDER_CONTACT_CHANGED("order.contact-changed.v1", OrderEvent.OrderContactChanged.class),
    ORDER_EDITED("order.edited.v1", OrderEvent.OrderEdited.class),
    ORDER_CANCELLED("order.cancelled.v1", OrderEvent.OrderCancelled.class),
    ORDER_COMPLETED("order.completed.v1", OrderEvent.OrderCompleted.class),
    PAYMENT_AUTHORIZED("order.payment-authorized.v1", OrderEvent.PaymentAuthorized.class),
    PAYMENT_CAPTURED("order.payment-captured.v1", OrderEvent.PaymentCaptured.class),
    PAYMENT_FAILED("order.payment-failed.v1", OrderEvent.PaymentFailed.class),
    PAYMENT_VOIDED("order.payment-voided.v1", OrderEvent.PaymentVoided.class),
    PAYMENT_CONTRADICTED("order.payment-contradicted.v1", OrderEvent.PaymentContradicted.class),
    REFUND_ISSUED("order.refund-issued.v2", OrderEvent.RefundIssued.class),
    ORDER_CREDITED("order.credited.v1", OrderEvent.OrderCredited.class),
    SHIPMENT_CREATED("order.shipment-created.v1", OrderEvent.ShipmentCreated.class),
    REPLACEMENT_SHIPPED("order.replacement-shipped.v1", OrderEvent.ReplacementShipped.class),
    SHIPMENT_DELIVERED("order.shipment-delivered.v2", OrderEvent.ShipmentDelivered.class),
    SHIPMENT_LOST("order.shipment-lost.v1", OrderEvent.ShipmentLost.class),
    SHIPMENT_RETURNED_TO_SENDER("order.shipment-returned-to-sender.v1", OrderEvent.ShipmentReturnedToSender.class),
    RETURN_REQUESTED("order.return-requested.v1", OrderEvent.ReturnRequested.class),
    RETURN_APPROVED("order.return-approved.v1", OrderEvent.ReturnApproved.class),
    RETURN_REJECTED("order.return-rejected.v1", OrderEvent.ReturnRejected.class),
    RETURN_RECEIVED("order.return-received.v2", OrderEvent.ReturnReceived.class),
    NOTE_ADDED("order.note-added.v1", OrderEvent.NoteAdded.class);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(toUnmodifiableMap(EventType::wireName, identity()));
    private static final Map<Class<? extends Event>, EventType> BY_PAYLOAD =
            Arrays.stream(values()).collect(toUnmodifiableMap(EventType::payload, identity()));

    private final String wireName;
    private final Class<? extends Event> payload;

    EventType(String wireName, Class<? extends Event> payload) {
        this.wireName = wireName;
        this.payload = payload;
    }

    /** The name in the event log and in the header {@code ce_type}. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends Event> payload() {
        return payload;
    }

    /** @throws IllegalArgumentException for an event that has no wire name: a constant is missing above */
    public static EventType of(Event event) {
        EventType type = BY_PAYLOAD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " has no wire name");
        }
        return type;
    }

    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}

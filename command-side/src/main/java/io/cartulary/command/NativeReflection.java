package io.cartulary.command;

import io.cartulary.contracts.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What Jackson reads and writes by reflection, besides the bodies of requests and responses: all events, the states in
 * snapshots, the metadata of an event in the log, and receipts, with all their component types.
 */
@RegisterForReflection(
        targets = Event.class,
        classNames = {
            "io.cartulary.command.cart.Cart",
            "io.cartulary.command.order.Order",
            "io.cartulary.command.product.Product",
            "io.cartulary.command.eventlog.EventRows$Metadata",
            "io.cartulary.command.eventlog.ReceiptRow$Content"
        },
        registerFullHierarchy = true)
final class NativeReflection {

    private NativeReflection() {}
}

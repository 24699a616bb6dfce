package io.cartulary.command;

import io.cartulary.contracts.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What Jackson reads and writes by reflection beside what resources take and answer: all events, the states that snapshots
 * keep, the metadata beside an event in the log, and receipts. With all that they are made of.
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

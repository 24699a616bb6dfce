package io.cartulary.query.http;

import io.cartulary.contracts.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The types that Jackson reads and writes by reflection besides the answers of resources: all events and their members.
 */
@RegisterForReflection(targets = Event.class, registerFullHierarchy = true)
final class NativeReflection {

    private NativeReflection() {}
}

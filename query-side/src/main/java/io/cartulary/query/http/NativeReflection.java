package io.cartulary.query.http;

import io.cartulary.contracts.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson reads and writes by reflection beside the answers of resources: all events and what they are made of. */
@RegisterForReflection(targets = Event.class, registerFullHierarchy = true)
final class NativeReflection {

    private NativeReflection() {}
}

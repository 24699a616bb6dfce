package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.policy.Policy;
import io.cartulary.contracts.CartEvent.CartMergeBegun;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/**
 * Continues a merge whose request has not ended. Mostly there is nothing to do. When the request is still under way,
 * both send the same steps, and each step is carried out once.
 */
@ApplicationScoped
class WhenACartLeavesThenFinishItsMerge implements Policy {

    private final CartMergeProcess merger;

    WhenACartLeavesThenFinishItsMerge(CartMergeProcess merger) {
        this.merger = merger;
    }

    @Override
    public Set<EventType> when() {
        return Set.of(EventType.CART_MERGE_BEGUN);
    }

    @Override
    public Uni<Void> then(Envelope event) {
        var begun = (CartMergeBegun) event.event();
        UUID source = UUID.fromString(event.streamId().rootId());
        return merger.resume(source, begun.mergeId(), CommandMetadata.following(event, "finish-merge"));
    }
}

package io.cartulary.command.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** Passes each event to the policies for its type, one after the other. */
final class EventReader implements Reader {

    private final PolicyLog log;
    private final List<Policy> policies;
    private final Set<String> types;
    private final int pageSize;

    EventReader(PolicyLog log, List<Policy> policies, int pageSize) {
        this.log = log;
        this.policies = policies;
        this.types = policies.stream()
                .flatMap(policy -> policy.when().stream())
                .map(EventType::wireName)
                .collect(toUnmodifiableSet());
        this.pageSize = pageSize;
    }

    @Override
    public String name() {
        return "policies";
    }

    @Override
    public Uni<Long> read(int partition, long after, long upTo) {
        return log.page(partition, after, upTo, types, pageSize)
                .chain(page -> Multi.createFrom()
                        .iterable(page)
                        .onItem()
                        .transformToUniAndConcatenate(this::bring)
                        .collect()
                        .last()
                        .map(_ -> page.size() < pageSize ? upTo : page.getLast().position()));
    }

    private Uni<Void> bring(Envelope event) {
        return Multi.createFrom()
                .iterable(policies)
                .filter(policy ->
                        policy.when().stream().anyMatch(type -> type.wireName().equals(event.type())))
                .onItem()
                .transformToUniAndConcatenate(policy -> policy.then(event))
                .collect()
                .last();
    }
}

package io.cartulary.command.channel;

import io.cartulary.service.access.Role;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.function.Supplier;

/**
 * The systems that send commands over the channel. Kafka controls who may write to it; a writer has the permissions of
 * staff, by the same checks that guard the resources over HTTP.
 */
@ApplicationScoped
class OtherSystems {

    private static final SecurityIdentity IDENTITY = QuarkusSecurityIdentity.builder()
            .setPrincipal(() -> "channel")
            .addRole(Role.Name.STAFF)
            .build();

    private final CurrentIdentityAssociation identity;

    OtherSystems(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /** Calls a resource as one of these systems. */
    @ActivateRequestContext
    <T> Uni<T> call(Supplier<Uni<T>> resource) {
        identity.setIdentity(IDENTITY);
        return resource.get();
    }
}

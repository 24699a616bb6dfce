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
 * Who sends commands over the channel. Who may write to it is Kafka's to say; whoever does may do what staff may, by the
 * same checks that guard the resources over HTTP.
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

    /** Calls a resource as one of them. */
    @ActivateRequestContext
    <T> Uni<T> call(Supplier<Uni<T>> resource) {
        identity.setIdentity(IDENTITY);
        return resource.get();
    }
}

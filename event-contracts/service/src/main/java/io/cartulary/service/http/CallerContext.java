package io.cartulary.service.http;

import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Brings a {@link Caller} to where resources take their headers from. */
public record CallerContext(Caller caller) implements SecurityContext {

    /** What is got through the proxies that resources are given of a context. */
    private record Known(Caller caller) implements Principal {
        @Override
        public String getName() {
            return caller.actor();
        }
    }

    /** Who calls, of a request that went through the {@link CallerFilter}. */
    public static Caller caller(SecurityContext security) {
        return security.getUserPrincipal() instanceof Known(Caller caller) ? caller : Caller.ANONYMOUS;
    }

    @Override
    public Principal getUserPrincipal() {
        return new Known(caller);
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.roles().stream().map(Role::wireName).anyMatch(role::equals);
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}

package io.cartulary.service.http;

import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Brings a {@link Caller} to where resources take their headers from.
 *
 * @param address from which the caller calls
 */
public record CallerContext(Caller caller, String address) implements SecurityContext {

    /** What is got through the proxies that resources are given of a context. */
    private record Known(Caller caller, String address) implements Principal {
        @Override
        public String getName() {
            return caller.actor();
        }
    }

    /** Who calls, of a request that went through the {@link CallerFilter}. */
    public static Caller caller(SecurityContext security) {
        return security.getUserPrincipal() instanceof Known known ? known.caller() : Caller.ANONYMOUS;
    }

    /** From where, of such a request; empty for any other. */
    public static String address(SecurityContext security) {
        return security.getUserPrincipal() instanceof Known known ? known.address() : "";
    }

    @Override
    public Principal getUserPrincipal() {
        return new Known(caller, address);
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

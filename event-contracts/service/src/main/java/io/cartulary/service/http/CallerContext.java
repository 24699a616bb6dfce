package io.cartulary.service.http;

import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Passes a {@link Caller} to the resources' headers.
 *
 * @param address of the caller
 */
public record CallerContext(Caller caller, String address) implements SecurityContext {

    /** The values that the proxies of a context, which resources get, can return. */
    private record Known(Caller caller, String address) implements Principal {
        @Override
        public String getName() {
            return caller.actor();
        }
    }

    /** The caller of a request that passed the {@link CallerFilter}. */
    public static Caller caller(SecurityContext security) {
        return security.getUserPrincipal() instanceof Known known ? known.caller() : Caller.ANONYMOUS;
    }

    /** The address of such a request; empty for any other. */
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

package io.cartulary.service.access;

import io.cartulary.contracts.Owner;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a command or a query.
 *
 * @param actor goes into the events that the caller causes: the role in which the caller acts, and the subject of the
 * token. It has both, because a guest, a customer and a policy may have the same name, and an audit has to distinguish
 * them
 * @param roles of the caller; empty for an anonymous caller
 * @param customer the customer that the caller is, if it is one
 * @param guest the guest that the caller is or was, if it has shown the guest's token; a customer may send one too
 */
public record Caller(
        String actor,
        Set<Role> roles,
        @Nullable String customer,
        @Nullable UUID guest) {

    /** A caller without a token. */
    public static final Caller ANONYMOUS = new Caller("anonymous", Set.of(), null, null);

    /** Visible characters only: headers and logs contain it. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /** A caller with several roles acts in the first of these. */
    private static final List<Role> ACTING = List.of(Role.STAFF, Role.OPERATOR, Role.CUSTOMER);

    public Caller {
        roles = Set.copyOf(roles);
    }

    /**
     * An authenticated caller.
     *
     * @throws IllegalArgumentException when the subject is not 1 to 100 visible ASCII characters
     */
    public static Caller known(String subject, Set<Role> roles) {
        if (!SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException("a subject has 1 to 100 visible ASCII characters");
        }
        String actor = ACTING.stream()
                .filter(roles::contains)
                .findFirst()
                .map(role -> role.wireName() + ':' + subject)
                .orElse("nobody:" + subject);
        return new Caller(actor, roles, roles.contains(Role.CUSTOMER) ? subject : null, null);
    }

    public static Caller guest(UUID guest) {
        return new Caller("guest:" + guest, Set.of(Role.GUEST), null, guest);
    }

    public static Caller customer(String subject) {
        return known(subject, Set.of(Role.CUSTOMER));
    }

    public static Caller staff(String subject) {
        return known(subject, Set.of(Role.STAFF));
    }

    /** A policy of this service. */
    public static Caller policy(String name) {
        return new Caller("policy:" + name, Set.of(Role.SYSTEM), null, null);
    }

    /** Another system. */
    public static Caller system(String name) {
        return new Caller("system:" + name, Set.of(Role.SYSTEM), null, null);
    }

    /** The same caller, with a guest's token besides its own. */
    public Caller alsoGuest(UUID shown) {
        return new Caller(actor, roles, customer, shown);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether this caller may see the owner's streams, and act on them. */
    public boolean mayActFor(Owner owner) {
        return is(Role.STAFF)
                || is(Role.SYSTEM)
                || switch (owner) {
                    case Owner.Customer(String customerId) -> customerId.equals(customer);
                    case Owner.Guest(UUID guestId) -> guestId.equals(guest);
                };
    }
}

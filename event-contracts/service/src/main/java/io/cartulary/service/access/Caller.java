package io.cartulary.service.access;

import io.cartulary.contracts.Owner;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command or a query.
 *
 * @param actor stands in the events that come of it: the role in which the caller acts, and the subject of the token.
 *     Role and subject, because a guest, a customer and a policy may have the same name, and an audit has to tell them
 *     apart
 * @param roles what the caller may be; empty when nobody has said who it is
 * @param customer the customer that the caller is, if it is one
 * @param guest the guest that the caller is or was, if it has shown the guest's token; a customer may bring one along
 */
public record Caller(
        String actor,
        Set<Role> roles,
        @Nullable String customer,
        @Nullable UUID guest) {

    /** Someone without a token. */
    public static final Caller ANONYMOUS = new Caller("anonymous", Set.of(), null, null);

    /** Visible characters only: it stands in headers and logs. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /** Whoever has several roles acts in the first of these. */
    private static final List<Role> ACTING = List.of(Role.STAFF, Role.OPERATOR, Role.CUSTOMER);

    public Caller {
        roles = Set.copyOf(roles);
    }

    /**
     * Someone the shop knows.
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

    /** What follows from an event by itself. */
    public static Caller policy(String name) {
        return new Caller("policy:" + name, Set.of(Role.SYSTEM), null, null);
    }

    /** A system beside this one. */
    public static Caller system(String name) {
        return new Caller("system:" + name, Set.of(Role.SYSTEM), null, null);
    }

    /** The same caller, who has shown a guest's token beside their own. */
    public Caller alsoGuest(UUID shown) {
        return new Caller(actor, roles, customer, shown);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether this caller may see what belongs to that owner, and act on it. */
    public boolean mayActFor(Owner owner) {
        return is(Role.STAFF)
                || is(Role.SYSTEM)
                || switch (owner) {
                    case Owner.Customer(String customerId) -> customerId.equals(customer);
                    case Owner.Guest(UUID guestId) -> guestId.equals(guest);
                };
    }
}

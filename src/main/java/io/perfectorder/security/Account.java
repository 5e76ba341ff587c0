package io.perfectorder.security;

import java.time.Instant;
import java.util.Set;

/**
 * A person's account.
 *
 * @param role one of {@link #ROLES}
 * @param scope what of all that the role may read it may see
 * @param ready whether its password has been set, or a provider knows whose it is
 */
public record Account(
        AccountName name, Role role, ViewScope scope, Instant createdAt, boolean disabled, boolean ready) {
    /** What a person can be; the other roles are for machines. */
    public static final Set<Role> ROLES = Set.of(Role.VIEWER, Role.OPERATOR, Role.MANAGER, Role.ADMIN);

    public Account {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("role is " + role.text() + "; a person is one of " + ROLES);
        }
    }

    public boolean usable() {
        return ready && !disabled;
    }
}

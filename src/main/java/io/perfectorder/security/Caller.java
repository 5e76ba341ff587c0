package io.perfectorder.security;

import java.security.Principal;

/** Who asks: an account or a key by its name, its role, and what of all that the role may read it may see. */
public record Caller(String name, Role role, ViewScope scope) implements Principal {
    /** Whoever is on this machine while nobody has an account yet. */
    public static final Caller ON_LOOPBACK = new Caller("loopback", Role.VIEWER);

    /** The same on the board, where it may do all but administer. */
    public static final Caller ON_THIS_MACHINE = new Caller("this machine", Role.MANAGER);

    /** One who may see everything. */
    public Caller(String name, Role role) {
        this(name, role, ViewScope.ALL);
    }

    public boolean may(Permission permission) {
        return role.may(permission);
    }

    @Override
    public String getName() {
        return name;
    }
}

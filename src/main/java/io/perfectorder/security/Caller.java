package io.perfectorder.security;

import java.security.Principal;

/** Who asks: an account or a key by its name, and its role. */
public record Caller(String name, Role role) implements Principal {
    /** Whoever is on this machine while nobody has an account yet. */
    public static final Caller ON_LOOPBACK = new Caller("loopback", Role.VIEWER);

    /** The same on the board, where it may do all but administer. */
    public static final Caller ON_THIS_MACHINE = new Caller("this machine", Role.MANAGER);

    public boolean may(Permission permission) {
        return role.may(permission);
    }

    @Override
    public String getName() {
        return name;
    }
}

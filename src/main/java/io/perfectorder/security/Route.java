package io.perfectorder.security;

import java.util.Optional;

/**
 * A door of the HTTP API or of the board.
 *
 * @param method the HTTP method; what may be got may be asked for by HEAD too
 * @param path the pattern of the path, as the handler has it
 * @param needs empty when it is open to everybody
 * @param withinScopes whether it shows a caller with a scope no more than that
 */
public record Route(String method, String path, Optional<Permission> needs, boolean withinScopes) {
    static Route open(String method, String path) {
        return new Route(method, path, Optional.empty(), false);
    }

    static Route needing(Permission permission, String method, String path) {
        return new Route(method, path, Optional.of(permission), false);
    }

    /** The same, and it answers a caller with a scope from that only. */
    Route keepingScopes() {
        return new Route(method, path, needs, true);
    }

    /** Whether a caller with a scope may ask here. Doors that need a permission are shut to such a caller until they say otherwise. */
    public boolean keepsScopes() {
        return needs.isEmpty() || withinScopes;
    }

    /** Whether it opens for the caller: the caller has the permission, and sees no more than the scope. */
    public boolean lets(Caller caller) {
        return needs.map(caller::may).orElse(true) && (caller.scope().isAll() || keepsScopes());
    }
}

package io.perfectorder.security;

import java.util.Optional;

/**
 * A door of the HTTP API.
 *
 * @param method the HTTP method; what may be got may be asked for by HEAD too
 * @param path the pattern of the path, as the handler has it
 * @param needs empty when it is open to everybody
 */
public record Route(String method, String path, Optional<Permission> needs) {
    static Route open(String method, String path) {
        return new Route(method, path, Optional.empty());
    }

    /** Whether it shows a caller with a scope no more than that. Other doors that need a permission are shut to such a caller. */
    public boolean keepsScopes() {
        return needs.isEmpty() || Routes.WITHIN_SCOPES.contains(path);
    }

    static Route needing(Permission permission, String method, String path) {
        return new Route(method, path, Optional.of(permission));
    }
}

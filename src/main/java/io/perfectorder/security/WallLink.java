package io.perfectorder.security;

import java.time.Instant;
import java.util.Optional;

/**
 * A link by which a screen on a wall reads without an account.
 *
 * @param number 0 before it is kept
 * @param id the hash of its token
 * @param name what the screen is called
 * @param address what it shows, from the root of the board
 * @param scope what of all that a viewer may read it may see
 */
public record WallLink(
        long number,
        KeyHash id,
        String name,
        String address,
        ViewScope scope,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    public boolean liveAt(Instant now) {
        return now.isBefore(expiresAt) && revokedAt.isEmpty();
    }

    public Caller caller() {
        return new Caller("wall " + name, Role.VIEWER, scope);
    }
}

package io.perfectorder.security;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of a machine, without its secret.
 *
 * @param id by which it is revoked; it lets nobody in
 * @param usedAt when it was last let in, to the minute
 */
public record MachineKey(
        String id,
        String name,
        Role role,
        ViewScope scope,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> usedAt) {

    public boolean liveAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.filter(end -> !end.isAfter(now)).isEmpty();
    }

    public Caller caller() {
        return new Caller(name, role, scope);
    }
}

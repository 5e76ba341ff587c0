package io.perfectorder.security;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that somebody made. Secrets are never in it.
 *
 * @param address where the request came from
 * @param action what was done, such as {@code DELETE /api/keys/{id}} or {@code account.disable}
 * @param subject which one it was done to; empty when the action has none
 * @param before the old value; empty when there was none
 * @param after the new value; empty when there is none
 */
public record AuditEntry(
        Instant at,
        Caller who,
        String address,
        String action,
        String subject,
        Optional<String> before,
        Optional<String> after) {}

package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;

/**
 * A log-in that lasts.
 *
 * @param id the hash of its token
 * @param role of its account
 * @param scope of its account
 * @param address from where it was opened
 * @param agent the browser that opened it, as that calls itself
 */
public record Session(
        KeyHash id,
        AccountName account,
        Role role,
        ViewScope scope,
        Instant createdAt,
        Instant seenAt,
        Instant expiresAt,
        String address,
        String agent) {
    /** The bound without any action of a person. */
    public static final Duration IDLE = Duration.ofHours(12);

    /** The bound whatever is done. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final int LONGEST_AGENT = 200;

    public Session {
        agent = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    }

    public static Session open(KeyHash id, Account account, String address, String agent, Instant now) {
        return new Session(
                id, account.name(), account.role(), account.scope(), now, now, now.plus(LONGEST), address, agent);
    }

    public boolean liveAt(Instant now) {
        return now.isBefore(expiresAt) && now.isBefore(seenAt.plus(IDLE));
    }

    public Session seen(Instant at) {
        return new Session(id, account, role, scope, createdAt, at, expiresAt, address, agent);
    }

    public Caller caller() {
        return new Caller(account.text(), role, scope);
    }
}

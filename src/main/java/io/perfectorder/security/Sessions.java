package io.perfectorder.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Keeps the sessions of people and the links of walls. */
public interface Sessions {
    /** What may come in at an instant. */
    record Live(List<Session> sessions, List<WallLink> walls) {}

    Mono<Void> open(Session session);

    /** The sessions of usable accounts and the links that are neither over nor revoked, the newest first, at most ten thousand of each. */
    Mono<Live> live(Instant now);

    /** Writes when sessions were last seen; an older instant changes nothing. */
    Mono<Void> seen(Map<KeyHash, Instant> seen);

    Mono<Boolean> end(KeyHash session);

    /** Ends log-ins that wait for a code too; tells how many sessions there were. */
    Mono<Long> endAllOf(AccountName account);

    /** Removes what has been over for a while. */
    Mono<Void> trim(Instant now);

    Mono<WallLink> keep(WallLink link);

    /** At most a thousand, the newest first, those that are over or revoked too. */
    Mono<List<WallLink>> walls();

    Mono<Boolean> revokeWall(long number, Instant now);
}

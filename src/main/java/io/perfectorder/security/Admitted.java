package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Who may come in now, in memory: asked at every request, without waiting for a store. What this process opens or ends counts at once,
 * what another does when it is read again, a few seconds later. While the store is away, who is in stays in until his time is over.
 */
public final class Admitted {
    /** A session is written as seen at most this often. */
    private static final Duration SEEN_GAP = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final Sessions store;
    private final Map<KeyHash, Session> sessions = new ConcurrentHashMap<>();
    private final Map<KeyHash, WallLink> walls = new ConcurrentHashMap<>();
    private final Map<KeyHash, Instant> unwritten = new ConcurrentHashMap<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean administered;

    public Admitted(Accounts accounts, Sessions store) {
        this.accounts = accounts;
        this.store = store;
    }

    /** Whether somebody can administer; once true it stays so. */
    public boolean administered() {
        return administered;
    }

    public void nowAdministered() {
        administered = true;
        tell();
    }

    /** Runs, on any thread and without waiting, when somebody may have lost his admission. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void leave(Runnable listener) {
        listeners.remove(listener);
    }

    /** {@code active}: whether this is an act of a person and not of an open page. */
    public Optional<Session> session(String token, Instant now, boolean active) {
        Session session = sessions.get(KeyHash.of(token));
        if (session == null || !session.liveAt(now)) {
            return Optional.empty();
        }
        if (active && Duration.between(session.seenAt(), now).compareTo(SEEN_GAP) > 0) {
            sessions.replace(session.id(), session, session.seen(now));
            unwritten.put(session.id(), now);
        }
        return Optional.of(session);
    }

    public Optional<WallLink> wall(String token, Instant now) {
        return Optional.ofNullable(walls.get(KeyHash.of(token))).filter(link -> link.liveAt(now));
    }

    /** Whether who came in by this may still be in. */
    public boolean still(Entrance entrance, Instant now) {
        return switch (entrance) {
            case Entrance.Person(KeyHash id, Caller caller) -> {
                Session session = sessions.get(id);
                yield session != null && session.liveAt(now) && session.caller().equals(caller);
            }
            case Entrance.Wall(KeyHash id, Caller _) -> {
                WallLink link = walls.get(id);
                yield link != null && link.liveAt(now);
            }
            case Entrance.ThisMachine _ -> !administered;
        };
    }

    public void admit(Session session) {
        sessions.put(session.id(), session);
    }

    public void admit(WallLink link) {
        walls.put(link.id(), link);
    }

    public Mono<Boolean> end(KeyHash session) {
        return store.end(session).doOnNext(_ -> {
            sessions.remove(session);
            tell();
        });
    }

    public Mono<Long> endAllOf(AccountName account) {
        return store.endAllOf(account).doOnNext(_ -> {
            sessions.values().removeIf(session -> session.account().equals(account));
            tell();
        });
    }

    public Mono<Boolean> revokeWall(long number, Instant now) {
        return store.revokeWall(number, now).doOnNext(_ -> {
            walls.values().removeIf(link -> link.number() == number);
            tell();
        });
    }

    /** Writes what was seen, and reads what others have opened and ended. */
    public Mono<Void> refresh(Instant now) {
        Map<KeyHash, Instant> seen = Map.copyOf(unwritten);
        Mono<Void> written =
                seen.isEmpty() ? Mono.empty() : store.seen(seen).doOnSuccess(_ -> seen.forEach(unwritten::remove));
        return written.then(accounts.administered())
                .filter(Boolean::booleanValue)
                .doOnNext(_ -> nowAdministered())
                .then(Mono.defer(() -> {
                    Map<KeyHash, Session> before = Map.copyOf(sessions);
                    Map<KeyHash, WallLink> wallsBefore = Map.copyOf(walls);
                    return store.live(now).doOnNext(live -> {
                        replace(
                                sessions,
                                before,
                                live.sessions().stream().collect(Collectors.toMap(Session::id, Function.identity())));
                        replace(
                                walls,
                                wallsBefore,
                                live.walls().stream().collect(Collectors.toMap(WallLink::id, Function.identity())));
                    });
                }))
                .doOnNext(_ -> tell())
                .then();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** What was opened or ended here while the store was being read stays as it is. */
    private static <T> void replace(Map<KeyHash, T> here, Map<KeyHash, T> before, Map<KeyHash, T> read) {
        before.forEach((id, known) -> {
            if (!read.containsKey(id)) {
                here.remove(id, known);
            }
        });
        read.forEach((id, found) -> {
            T known = before.get(id);
            if (known == null) {
                here.putIfAbsent(id, found);
            } else if (!known.equals(found)) {
                here.replace(id, known, found);
            }
        });
    }
}

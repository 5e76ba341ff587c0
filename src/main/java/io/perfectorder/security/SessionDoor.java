package io.perfectorder.security;

import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Opens sessions for those who have shown who they are. */
public final class SessionDoor {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Admitted admitted;
    private final InstantSource wall;

    public SessionDoor(Accounts accounts, Sessions sessions, Admitted admitted, InstantSource wall) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.admitted = admitted;
        this.wall = wall;
    }

    /** Empty when the account may not be used. {@code address} and {@code agent}: from where, and the browser as it calls itself. */
    Mono<LogIn.Outcome> open(AccountName name, String address, String agent) {
        Token token = Token.random();
        return accounts.find(name)
                .filter(Account::usable)
                .map(account -> Session.open(token.hash(), account, address, agent, wall.instant()))
                .flatMap(session -> sessions.open(session).then(Mono.fromSupplier(() -> {
                    admitted.admit(session);
                    return new LogIn.Outcome.Welcome(token, session);
                })));
    }
}

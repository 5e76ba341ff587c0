package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What holds for the stores of people about what an account may see, and about the links of walls. */
public abstract class ScopesAndWallsContract {
    private static final AccountName ANN = new AccountName("ann");
    private static final AccountName BOB = new AccountName("bob");
    private static final ViewScope BISON = new ViewScope(Map.of("carrier", Set.of("Bison")));

    private final Instant now = Instant.parse("2026-01-01T00:00:00.000001Z");
    private Accounts accounts;
    private Sessions sessions;
    private Admitted admitted;

    /** Empty stores, afresh. */
    protected abstract Accounts emptyAccounts();

    protected abstract Sessions sessions();

    @BeforeEach
    void make() {
        accounts = emptyAccounts();
        sessions = sessions();
        admitted = new Admitted(accounts, sessions);
    }

    @Test
    void anotherScope_countsForSessionsThatAreOpen_andOnlyViewersHaveOne() {
        get(accounts.addAdministrator(ANN, "hash", now));
        get(accounts.add(BOB, Role.VIEWER, BISON, now));
        get(accounts.setPassword(BOB, "hash", now));
        Token token = Token.random();
        Session bob = Session.open(token.hash(), get(accounts.find(BOB)), "192.0.2.1", "browser", now);
        sessions.open(bob).block();
        admitted.admit(bob);
        Entrance entrance = new Entrance.Person(bob.id(), bob.caller());
        assertThat(bob.caller()).isEqualTo(new Caller("bob", Role.VIEWER, BISON));
        admitted.refresh(now).block();
        assertThat(admitted.still(entrance, now)).isTrue();

        ViewScope wider = new ViewScope(Map.of("carrier", Set.of("Bison", "a, b=c"), "tier", Set.of("gold")));
        assertThat(get(accounts.changeScope(BOB, wider))).isTrue();
        admitted.refresh(now).block();
        assertThat(admitted.still(entrance, now)).as("as what he came in").isFalse();
        assertThat(admitted.session(token.text(), now, true).orElseThrow().caller())
                .isEqualTo(new Caller("bob", Role.VIEWER, wider));

        get(accounts.change(BOB, Role.OPERATOR, false, now));
        assertThat(get(accounts.find(BOB)).scope())
                .as("never widened by the way")
                .isEqualTo(wider);
        assertThat(get(accounts.changeScope(BOB, BISON))).isFalse();
        assertThat(get(accounts.changeScope(BOB, ViewScope.ALL))).isTrue();
        assertThat(get(accounts.changeScope(new AccountName("nobody"), ViewScope.ALL)))
                .isFalse();
        assertThat(get(accounts.changeScope(ANN, BISON))).isFalse();
    }

    @Test
    void theFirstAdministrator_seesEverything_alsoWhenItWasAViewerWithAScope() {
        get(accounts.add(ANN, Role.VIEWER, BISON, now));

        get(accounts.addAdministrator(ANN, "hash", now));

        assertThat(get(accounts.find(ANN))).isEqualTo(new Account(ANN, Role.ADMIN, ViewScope.ALL, now, false, true));
    }

    @Test
    void theLinkOfAWall_isGoodUntilItIsOverOrRevoked() {
        Token token = Token.random();
        WallLink link = get(sessions.keep(new WallLink(
                0, token.hash(), "Halle 3", "?wall", BISON, "ann", now, now.plusSeconds(60), Optional.empty())));
        admitted.admit(link);
        Entrance entrance = new Entrance.Wall(link.id(), link.caller());
        Admitted elsewhere = new Admitted(accounts, sessions);
        elsewhere.refresh(now).block();

        assertThat(elsewhere.wall(token.text(), now)).contains(link);
        assertThat(link.caller().scope()).isEqualTo(BISON);
        assertThat(elsewhere.wall(token.text(), now.plusSeconds(60))).isEmpty();
        List<Boolean> heard = new ArrayList<>();
        elsewhere.listen(() -> heard.add(elsewhere.still(entrance, now)));
        assertThat(get(elsewhere.revokeWall(link.number(), now))).isTrue();
        assertThat(heard).as("told at once that the screen is out").containsExactly(false);
        assertThat(get(elsewhere.revokeWall(link.number(), now))).isFalse();
        assertThat(elsewhere.still(entrance, now)).isFalse();
        admitted.refresh(now).block();
        assertThat(admitted.still(entrance, now)).isFalse();
        assertThat(get(sessions.walls()))
                .singleElement()
                .matches(kept -> kept.revokedAt().isPresent());
    }

    private static <T> T get(Mono<T> asked) {
        return asked.blockOptional().orElseThrow();
    }
}

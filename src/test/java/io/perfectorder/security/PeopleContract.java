package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What holds for the stores of people, and for log-in and passwords on top of them. */
public abstract class PeopleContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final AccountName ANN = new AccountName("ann");
    private static final AccountName BOB = new AccountName("bob");
    private static final String RIGHT = "wet gravel turns 9 mills";
    private static final String HOME = "192.0.2.1";
    private static final PasswordHashes HASHES = new PasswordHashes();
    private static final Scheduler BLOCKING = Schedulers.newSingle("hashes");

    Instant now = NOW;
    private final InstantSource wall = () -> now;
    Accounts accounts;
    Sessions sessions;
    private Admitted admitted;
    Passwords passwords;
    Factors factors;
    SecondFactor second;
    LogIn logIn;
    private SessionDoor door;

    /** Empty stores, afresh. */
    protected abstract Accounts emptyAccounts();

    protected abstract Sessions sessions();

    protected abstract Factors factors();

    @AfterAll
    static void dispose() {
        BLOCKING.dispose();
    }

    @BeforeEach
    void make() {
        accounts = emptyAccounts();
        sessions = sessions();
        admitted = new Admitted(accounts, sessions);
        passwords = new Passwords(accounts, admitted, HASHES, BLOCKING, wall);
        factors = factors();
        Attempts attempts = new Attempts(accounts, wall);
        second = new SecondFactor(accounts, factors, attempts, HASHES, BLOCKING, wall);
        door = new SessionDoor(accounts, sessions, admitted, wall);
        logIn = new LogIn(accounts, factors, second, attempts, door, HASHES, BLOCKING, wall);
    }

    @Test
    void theFirstAdministrator_isMadeOnce_byALinkThatIsGoodOnce() {
        String first = get(passwords.link(new Invited.FirstAdministrator())).text();
        String link = get(passwords.link(new Invited.FirstAdministrator())).text();

        assertThat(get(passwords.byLink(first, "ann", RIGHT))).isInstanceOf(Passwords.Outcome.LinkIsOver.class);
        assertThat(get(passwords.byLink(link, "<b>", RIGHT))).isInstanceOf(Passwords.Outcome.NoName.class);
        assertThat(get(passwords.byLink(link, "ann", "short"))).isInstanceOf(Passwords.Outcome.Faulty.class);
        assertThat(get(accounts.administered())).isFalse();
        assertThat(get(passwords.byLink(link, "Ann", RIGHT))).isEqualTo(new Passwords.Outcome.Done(ANN));
        assertThat(get(passwords.byLink(link, "eve", RIGHT))).isInstanceOf(Passwords.Outcome.LinkIsOver.class);
        assertThat(admitted.administered()).isTrue();
        assertThat(get(accounts.administered())).isTrue();
        assertThat(get(accounts.all())).containsExactly(new Account(ANN, Role.ADMIN, ViewScope.ALL, NOW, false, true));
        assertThat(get(accounts.addAdministrator(BOB, "hash", NOW))).isFalse();
        assertThat(get(passwords.declare(ANN, "another wet gravel"))).isFalse();
        assertThat(get(accounts.all())).hasSize(1);
    }

    @Test
    void aLink_isOverAfterItsTime() {
        String link = get(passwords.link(new Invited.FirstAdministrator())).text();

        now = NOW.plus(Passwords.LINK);

        assertThat(passwords.invited(link).blockOptional()).isEmpty();
        assertThat(get(passwords.byLink(link, "ann", RIGHT))).isInstanceOf(Passwords.Outcome.LinkIsOver.class);
    }

    @Test
    void whoKnowsThePassword_isLetIn_andNobodyElse() {
        annAdministers();

        assertThat(attempt("ann", "wet gravel turns 9 mill")).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(attempt("nobody", RIGHT)).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(attempt("", "")).isInstanceOf(LogIn.Outcome.Refused.class);
        LogIn.Outcome.Welcome welcome = welcome("ANN ");

        Session session = admitted.session(welcome.token().text(), now, true).orElseThrow();
        assertThat(session.caller()).isEqualTo(new Caller("ann", Role.ADMIN));
        assertThat(get(sessions.live(now)).sessions()).containsExactly(session);
        assertThat(session.id()).isEqualTo(welcome.token().hash());
        assertThat(admitted.session("x" + welcome.token().text(), now, true)).isEmpty();
    }

    @Test
    void failuresOfANameOrAnAddress_lockIt_alikeForNamesThatNobodyHas() {
        annAdministers();
        for (String name : new String[] {"ann", "nobody"}) {
            for (int i = 0; i < LockOut.OF_ACCOUNT.free(); i++) {
                assertThat(attempt(name, "wrong")).isInstanceOf(LogIn.Outcome.Refused.class);
            }
            assertThat(attempt(name, RIGHT)).isEqualTo(new LogIn.Outcome.Wait(now.plusSeconds(2)));
        }
        now = now.plusSeconds(2);
        assertThat(attempt("ann", "wrong")).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(attempt("ann", RIGHT)).isEqualTo(new LogIn.Outcome.Wait(now.plusSeconds(4)));
        now = now.plusSeconds(4);
        assertThat(welcome("ann").session().account()).isEqualTo(ANN);
        assertThat(attempt("ann", "wrong")).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(welcome("ann").session().account()).isEqualTo(ANN);

        for (int i = 0; i < LockOut.OF_ADDRESS.free(); i++) {
            attempt("nobody-" + i, "wrong");
        }
        assertThat(attempt("ann", RIGHT)).isInstanceOf(LogIn.Outcome.Wait.class);
        assertThat(get(logIn.attempt("ann", RIGHT, "192.0.2.9", "b"))).isInstanceOf(LogIn.Outcome.Welcome.class);
    }

    @Test
    void manyAttemptsAtOnce_areNoMoreGuessesThanTheLockOutAllows() {
        annAdministers();

        long judged = Flux.fromStream(IntStream.range(0, 60).boxed())
                .flatMap(i -> logIn.attempt("ann", "guess " + i, "192.0.2." + i, "b"), 60)
                .filter(outcome -> outcome instanceof LogIn.Outcome.Refused)
                .count()
                .blockOptional()
                .orElseThrow();

        assertThat(judged).isBetween(1L, (long) LockOut.OF_ACCOUNT.free());
    }

    @Test
    void aSession_endsWithItsTime_withIdleness_byHand_andWithItsAccount() {
        annAdministers();
        get(accounts.add(BOB, Role.VIEWER, now));
        String link = get(passwords.link(new Invited.Of(BOB))).text();
        get(passwords.byLink(link, "", "another wet gravel"));
        LogIn.Outcome.Welcome bob =
                (LogIn.Outcome.Welcome) get(logIn.attempt("bob", "another wet gravel", "192.0.2.1", "b"));
        LogIn.Outcome.Welcome ann = welcome("ann");
        String token = ann.token().text();

        for (int hour = 0; hour < 168; hour += 6) {
            assertThat(admitted.session(token, now, true)).as("hour %d", hour).isPresent();
            assertThat(admitted.session(bob.token().text(), now, false).isPresent())
                    .isEqualTo(hour < 12);
            admitted.refresh(now).block();
            now = now.plus(Duration.ofHours(6));
        }
        assertThat(admitted.session(token, now, true)).isEmpty();
        sessions.trim(now).block();
        assertThat(get(sessions.live(NOW)).sessions()).isEmpty();

        LogIn.Outcome.Welcome again = welcome("ann");
        Entrance entrance =
                new Entrance.Person(again.session().id(), again.session().caller());
        Admitted elsewhere = new Admitted(accounts, sessions);
        elsewhere.refresh(now).block();
        assertThat(elsewhere.administered()).isTrue();
        assertThat(elsewhere.still(entrance, now)).isTrue();
        assertThat(get(admitted.end(again.session().id()))).isTrue();
        assertThat(admitted.still(entrance, now)).isFalse();
        assertThat(elsewhere.still(entrance, now)).isTrue();
        elsewhere.refresh(now).block();
        assertThat(elsewhere.still(entrance, now)).isFalse();

        String third = welcome("ann").token().text();
        get(passwords.change(ANN, RIGHT, "a third wet gravel"));
        assertThat(admitted.session(third, now, true)).isEmpty();
    }

    @Test
    void anotherRole_orADisabledAccount_countsForSessionsThatAreOpen() {
        annAdministers();
        get(accounts.addAdministrator(BOB, HASHES.of(RIGHT), now));
        get(accounts.add(BOB, Role.OPERATOR, now));
        get(accounts.setPassword(BOB, HASHES.of(RIGHT), now));
        String token = welcome("bob").token().text();

        get(accounts.change(BOB, Role.VIEWER, false, now));
        admitted.refresh(now).block();
        assertThat(admitted.session(token, now, true).orElseThrow().role()).isEqualTo(Role.VIEWER);
        get(accounts.change(BOB, Role.VIEWER, true, now));
        admitted.refresh(now).block();
        assertThat(admitted.session(token, now, true)).isEmpty();
        assertThat(attempt("bob", RIGHT)).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(get(accounts.setPassword(BOB, "hash", now))).isFalse();
    }

    @Test
    void theLastAdministrator_cannotBeTakenAway() {
        annAdministers();
        get(accounts.add(BOB, Role.ADMIN, now));

        assertThat(get(accounts.change(ANN, Role.VIEWER, false, now))).isFalse();
        assertThat(get(accounts.change(ANN, Role.ADMIN, true, now))).isFalse();
        get(accounts.setPassword(BOB, "hash", now));
        assertThat(get(accounts.change(ANN, Role.VIEWER, false, now))).isTrue();
        assertThat(get(accounts.change(BOB, Role.ADMIN, true, now))).isFalse();
        assertThat(get(accounts.add(ANN, Role.ADMIN, now))).isFalse();
    }

    @Test
    void theOldPassword_isAskedFor() {
        annAdministers();

        assertThat(get(passwords.change(ANN, "wrong", "another wet gravel")))
                .isInstanceOf(Passwords.Outcome.OldIsWrong.class);
        assertThat(get(passwords.change(BOB, "wrong", "another wet gravel")))
                .isInstanceOf(Passwords.Outcome.OldIsWrong.class);
        assertThat(get(passwords.change(ANN, RIGHT, "password1234"))).isInstanceOf(Passwords.Outcome.Faulty.class);
        assertThat(get(passwords.change(ANN, RIGHT, "another wet gravel"))).isInstanceOf(Passwords.Outcome.Done.class);
        assertThat(attempt("ann", RIGHT)).isInstanceOf(LogIn.Outcome.Refused.class);
    }

    @Test
    void whatWasSeen_isWritten_andAnOlderInstantChangesNothing() {
        annAdministers();
        LogIn.Outcome.Welcome ann = welcome("ann");

        sessions.seen(Map.of(ann.session().id(), now.plusSeconds(90))).block();
        sessions.seen(Map.of(ann.session().id(), now.plusSeconds(30))).block();

        assertThat(get(sessions.live(now)).sessions())
                .singleElement()
                .extracting(Session::seenAt)
                .isEqualTo(now.plusSeconds(90));
    }

    @Test
    void whomAProviderKnows_hasAnAccount_foundByHisSubject_withTheRoleOfNow() {
        annAdministers();
        Identity bob = new Identity("https://p.example", "s-1", "Bob Lee");
        AccountName name = get(accounts.greet(bob, Role.MANAGER, now));

        assertThat(name.text()).isEqualTo("oidc:bob-lee");
        assertThat(AccountName.of(name.text())).as("can be typed").isEmpty();
        assertThat(get(accounts.find(name)))
                .extracting(Account::name, Account::role, Account::usable)
                .containsExactly(name, Role.MANAGER, true);
        Session session = get(door.open(name, HOME, "browser").ofType(LogIn.Outcome.Welcome.class))
                .session();
        assertThat(get(accounts.greet(new Identity("https://p.example", "s-1", "robert"), Role.VIEWER, now)))
                .isEqualTo(name);
        assertThat(get(sessions.live(now)).sessions())
                .singleElement()
                .extracting(Session::id, Session::role)
                .containsExactly(session.id(), Role.VIEWER);
        assertThat(get(accounts.greet(new Identity("https://p.example", "s-2", "Bob Lee"), Role.VIEWER, now))
                        .text())
                .matches("oidc:bob-lee-[0-9a-f]{8}");
        assertThat(get(accounts.greet(new Identity("https://q.example", "s-1", "ann"), Role.ADMIN, now)))
                .isNotEqualTo(ANN);
        assertThat(get(accounts.greet(new Identity("https://q.example", "s-9", " \t<\u7530>"), Role.ADMIN, now))
                        .text())
                .isEqualTo("oidc:\u7530-");
        assertThat(get(accounts.change(ANN, Role.VIEWER, false, now)))
                .as("an administrator with a password is left")
                .isFalse();
        assertThat(passwords.change(name, "", RIGHT).blockOptional().orElseThrow())
                .isInstanceOf(Passwords.Outcome.OldIsWrong.class);

        get(accounts.change(name, Role.VIEWER, true, now));
        assertThat(accounts.greet(bob, Role.ADMIN, now).blockOptional()).isEmpty();
        assertThat(get(accounts.find(name)).role()).isEqualTo(Role.VIEWER);
        assertThat(get(sessions.live(now)).sessions()).isEmpty();
    }

    final void annAdministers() {
        assertThat(get(passwords.declare(ANN, RIGHT))).isTrue();
    }

    final LogIn.Outcome.Welcome welcome(String name) {
        LogIn.Outcome outcome = attempt(name, RIGHT);
        assertThat(outcome).isInstanceOf(LogIn.Outcome.Welcome.class);
        return (LogIn.Outcome.Welcome) outcome;
    }

    final LogIn.Outcome attempt(String name, String password) {
        return get(logIn.attempt(name, password, HOME, "browser"));
    }

    static <T> T get(Mono<T> asked) {
        return asked.blockOptional().orElseThrow();
    }
}

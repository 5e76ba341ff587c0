package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What holds for second factors, besides what holds for people. */
public abstract class SecondFactorContract extends PeopleContract {
    private static final AccountName ANN = new AccountName("ann");
    private static final AccountName BOB = new AccountName("bob");
    private static final String RIGHT = "wet gravel turns 9 mills";
    private static final String HOME = "192.0.2.1";

    @Test
    void aSecondFactor_isTakenOnWithThePasswordAndAFirstCode_onceOnly() {
        annAdministers();
        TotpSecret secret = TotpSecret.random();
        String code = secret.codeAt(now);

        assertThat(get(second.add(ANN, "wrong", secret, code, HOME)))
                .isInstanceOf(SecondFactor.Outcome.PasswordWrong.class);
        assertThat(get(second.add(BOB, RIGHT, secret, code, HOME)))
                .isInstanceOf(SecondFactor.Outcome.PasswordWrong.class);
        assertThat(get(second.add(ANN, RIGHT, secret, "000", HOME))).isInstanceOf(SecondFactor.Outcome.CodeWrong.class);
        assertThat(factors.find(ANN).blockOptional()).isEmpty();
        List<RecoveryCode> codes = annTakesOn(secret);

        assertThat(codes).hasSize(8).doesNotHaveDuplicates();
        assertThat(get(factors.all())).containsExactly(new Factor(ANN, now, 8));
        assertThat(get(second.add(ANN, RIGHT, TotpSecret.random(), code, HOME)))
                .isInstanceOf(SecondFactor.Outcome.CodeWrong.class);
        assertThat(get(second.add(ANN, RIGHT, secret, code, HOME)))
                .isInstanceOf(SecondFactor.Outcome.ThereAlready.class);
    }

    @Test
    void aCodeOfTheApp_letsInOnce_andNoneOfAnEarlierStepAfterIt() {
        annAdministers();
        TotpSecret secret = TotpSecret.random();
        annTakesOn(secret);

        String waiting = waiting();
        assertThat(enter(waiting, secret.codeAt(now)))
                .as("the code that took it on")
                .isInstanceOf(LogIn.Outcome.Refused.class);
        now = now.plusSeconds(60);
        assertThat(enter(waiting, secret.codeAt(now.plusSeconds(60)))).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(enter(waiting, secret.codeAt(now.minusSeconds(60)))).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(enter(waiting, secret.codeAt(now))).isInstanceOf(LogIn.Outcome.Welcome.class);
        assertThat(enter(waiting, secret.codeAt(now.plusSeconds(30)))).isInstanceOf(LogIn.Outcome.TooLate.class);

        String next = waiting();
        assertThat(enter(next, secret.codeAt(now))).as("again").isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(enter(next, secret.codeAt(now.minusSeconds(30))))
                .as("of the step before")
                .isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(enter(next, secret.codeAt(now.plusSeconds(30)))).isInstanceOf(LogIn.Outcome.Welcome.class);
    }

    @Test
    void aRecoveryCode_standsInForTheApp_once_andTakesTheFactorOff() {
        annAdministers();
        List<RecoveryCode> codes = annTakesOn(TotpSecret.random());
        String first = codes.getFirst().text();

        assertThat(first).matches("[a-z2-7]{4}(-[a-z2-7]{4}){5}");
        assertThat(enter(waiting(), " " + first.toUpperCase(Locale.ROOT).replace('-', ' ')))
                .isInstanceOf(LogIn.Outcome.Welcome.class);
        assertThat(enter(waiting(), first)).isInstanceOf(LogIn.Outcome.Refused.class);
        assertThat(get(factors.find(ANN)).codesLeft()).isEqualTo(7);

        assertThat(get(second.remove(ANN, first, HOME))).isInstanceOf(SecondFactor.Outcome.CodeWrong.class);
        assertThat(get(second.remove(ANN, codes.get(1).text(), HOME))).isInstanceOf(SecondFactor.Outcome.Removed.class);
        assertThat(welcome("ann").session().account()).isEqualTo(ANN);
        assertThat(get(factors.remove(ANN))).isFalse();
    }

    @Test
    void wrongCodes_lockTheAccount_andTheRightPasswordDoesNotUnlockIt() {
        annAdministers();
        TotpSecret secret = TotpSecret.random();
        annTakesOn(secret);
        now = now.plusSeconds(30);
        String waiting = waiting();
        for (int i = 1; i < LockOut.OF_ACCOUNT.free(); i++) {
            assertThat(enter(waiting, "wrong")).isInstanceOf(LogIn.Outcome.Refused.class);
        }

        assertThat(enter(waiting, secret.codeAt(now))).isEqualTo(new LogIn.Outcome.Wait(now.plusSeconds(2)));
        assertThat(attempt("ann", RIGHT)).isEqualTo(new LogIn.Outcome.Wait(now.plusSeconds(2)));
        assertThat(get(second.remove(ANN, secret.codeAt(now), HOME)))
                .isEqualTo(new SecondFactor.Outcome.Wait(now.plusSeconds(2)));
        now = now.plusSeconds(2);
        assertThat(enter(waiting, secret.codeAt(now))).isInstanceOf(LogIn.Outcome.Welcome.class);
        assertThat(attempt("ann", RIGHT)).isInstanceOf(LogIn.Outcome.CodeNeeded.class);
    }

    @Test
    void aLogInThatWaitsForACode_isOverAfterItsTime_andWhenThePasswordIsAnother() {
        annAdministers();
        List<RecoveryCode> codes = annTakesOn(TotpSecret.random());
        String first = waiting();
        String other = waiting();

        get(passwords.change(ANN, RIGHT, "another wet gravel"));
        assertThat(enter(first, codes.getFirst().text())).isInstanceOf(LogIn.Outcome.TooLate.class);
        get(passwords.change(ANN, "another wet gravel", RIGHT));
        String late = waiting();
        now = now.plus(LogIn.WAITS);
        assertThat(enter(late, codes.getFirst().text())).isInstanceOf(LogIn.Outcome.TooLate.class);
        assertThat(enter(other, codes.getFirst().text())).isInstanceOf(LogIn.Outcome.TooLate.class);
        sessions.trim(now.plusSeconds(1)).block();
        assertThat(get(factors.takeWaiting(KeyHash.of(late)))).isFalse();
        assertThat(get(factors.find(ANN)).codesLeft()).isEqualTo(8);
    }

    private List<RecoveryCode> annTakesOn(TotpSecret secret) {
        SecondFactor.Outcome outcome = get(second.add(ANN, RIGHT, secret, secret.codeAt(now), HOME));
        assertThat(outcome).isInstanceOf(SecondFactor.Outcome.Added.class);
        return ((SecondFactor.Outcome.Added) outcome).codes();
    }

    private String waiting() {
        LogIn.Outcome outcome = attempt("ann", RIGHT);
        assertThat(outcome).isInstanceOf(LogIn.Outcome.CodeNeeded.class);
        return ((LogIn.Outcome.CodeNeeded) outcome).waiting().text();
    }

    private LogIn.Outcome enter(String waiting, String code) {
        return get(logIn.second(waiting, code, HOME, "browser"));
    }
}

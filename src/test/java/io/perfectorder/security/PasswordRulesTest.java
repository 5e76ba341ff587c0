package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final AccountName ANN = new AccountName("ann.smith");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "wet-gravel-turns-9-mills",
                "七点半的火车从来不准时到",
                "🚂🚃🚃🚃🚋🚎🚐🚑🚒🚓🚔🚕",
                "annual goats of the smith"
            })
    void aLongPhraseOfOnesOwn_isTaken(String password) {
        assertThat(PasswordRules.fault(password, ANN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "elevenchars, TOO_SHORT",
        "🚂🚃🚃🚃🚋🚎🚐🚑🚒🚓🚔, TOO_SHORT",
        "password1234, COMMON",
        "P@ssw0rd1234!, COMMON",
        "123456789012, COMMON",
        "iloveyou2026, COMMON",
        "xx-superman-1, COMMON",
        "aaaaaaaaaaaaaaaa, COMMON",
        "abcabcabcabcabc, COMMON",
        "qwertyqwerty12, COMMON",
        "Ａnn.Smith2026, LIKE_THE_NAME"
    })
    void whatIsShortOrGuessedFirst_isRefused(String password, PasswordRules.Fault fault) {
        assertThat(PasswordRules.fault(password, ANN)).contains(fault);
    }

    @Test
    void aPasswordOfAnyLengthUpToTheBound_isTaken_andNoneIsCut() {
        String longest = "wet gravel turns 9 mills ".repeat(6).substring(0, 128);

        assertThat(PasswordRules.fault(longest, ANN)).isEmpty();
        assertThat(PasswordRules.fault(longest + "x", ANN)).contains(PasswordRules.Fault.TOO_LONG);
        PasswordHashes hashes = new PasswordHashes();
        String hash = hashes.of(longest);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashes.fits(longest, hash)).isTrue();
        assertThat(hashes.fits(longest.substring(0, 127), hash)).isFalse();
        assertThat(hashes.fits(longest, "")).isFalse();
    }

    @Test
    void names_areFolded_andWhatIsNoNameIsNone() {
        assertThat(AccountName.of(" Ann.SMITH ")).contains(ANN);
        assertThat(AccountName.of("ａｎｎ.smith")).contains(ANN);
        assertThat(AccountName.of("安娜")).isPresent();
        for (String none : new String[] {"", " ", "-x", "a b", "<script>", "a\u202eb", "x".repeat(65), "a\0b"}) {
            assertThat(AccountName.of(none)).as(none).isEmpty();
        }
    }

    @Test
    void theLockOut_doublesWithEachFailure_upToItsBound() {
        Instant last = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(LockOut.OF_ACCOUNT.until(new LockOut.Failures(4, last))).isBefore(last);
        assertThat(LockOut.OF_ACCOUNT.until(new LockOut.Failures(5, last))).isEqualTo(last.plusSeconds(2));
        assertThat(LockOut.OF_ACCOUNT.until(new LockOut.Failures(6, last))).isEqualTo(last.plusSeconds(4));
        assertThat(LockOut.OF_ACCOUNT.until(new LockOut.Failures(1_000_000, last)))
                .isEqualTo(last.plusSeconds(1024))
                .isBefore(last.plus(Duration.ofMinutes(18)));
        assertThat(LockOut.OF_ADDRESS.until(new LockOut.Failures(19, last))).isBefore(last);
    }
}

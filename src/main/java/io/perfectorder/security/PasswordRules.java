package io.perfectorder.security;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new password must be: long enough, not the account's name, and not among those that are guessed first. No kinds of characters are
 * asked for (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5, V6.2).
 */
public final class PasswordRules {
    /** In code points. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 128;

    /** Why a password is not taken. */
    public enum Fault {
        TOO_SHORT,
        TOO_LONG,
        LIKE_THE_NAME,
        COMMON
    }

    private PasswordRules() {}

    /** Empty when the password is good. */
    public static Optional<Fault> fault(String password, AccountName account) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Fault.TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Fault.TOO_LONG);
        }
        String name = account.text();
        String plain = normal(password).toLowerCase(Locale.ROOT);
        int rest = plain.length() - name.length();
        if (plain.contains(name) && rest < SHORTEST / 2) {
            return Optional.of(Fault.LIKE_THE_NAME);
        }
        return CommonPasswords.holds(normal(password)) ? Optional.of(Fault.COMMON) : Optional.empty();
    }

    /** One form for what looks the same, whatever keyboard it was typed on. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}

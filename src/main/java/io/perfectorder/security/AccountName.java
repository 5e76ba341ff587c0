package io.perfectorder.security;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an account as it is kept: compatibility forms and case do not make another name. */
public record AccountName(String text) {
    public static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,63}");

    public AccountName {
        if (!FORM.matcher(text).matches() || !text.equals(folded(text))) {
            throw new IllegalArgumentException(
                    "an account's name is 1 to 64 letters, digits or . _ @ + -: '" + text + "'");
        }
    }

    /** Empty when it cannot be the name of an account. */
    public static Optional<AccountName> of(String typed) {
        if (typed.length() > 4 * LONGEST) {
            return Optional.empty();
        }
        String name = folded(typed.strip());
        return FORM.matcher(name).matches() && name.equals(folded(name))
                ? Optional.of(new AccountName(name))
                : Optional.empty();
    }

    private static String folded(String name) {
        return Normalizer.normalize(
                Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}

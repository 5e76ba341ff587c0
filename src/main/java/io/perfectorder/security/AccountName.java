package io.perfectorder.security;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an account as it is kept: compatibility forms and case do not make another name. Those of people of a provider begin with a
 * mark that nobody can type, so that they are never taken for an account with a password.
 */
public record AccountName(String text) {
    public static final int LONGEST = 64;

    private static final String AT_PROVIDER = "oidc:";
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,63}");
    private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._@+-]+");
    private static final Pattern UNFIT_START = Pattern.compile("^[^\\p{L}\\p{N}]+");

    public AccountName {
        String own = text.startsWith(AT_PROVIDER) ? text.substring(AT_PROVIDER.length()) : text;
        if (!FORM.matcher(own).matches() || !own.equals(folded(own))) {
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

    /** The name of somebody whom a provider calls so; what a name cannot have is replaced. */
    static AccountName atProvider(String called) {
        String fit = UNFIT_START
                .matcher(UNFIT.matcher(folded(called)).replaceAll("-"))
                .replaceAll("");
        String cut =
                fit.substring(0, fit.offsetByCodePoints(0, Math.min(LONGEST, fit.codePointCount(0, fit.length()))));
        return new AccountName(AT_PROVIDER + (cut.isEmpty() ? "somebody" : cut));
    }

    public boolean isAtProvider() {
        return text.startsWith(AT_PROVIDER);
    }

    private static String folded(String name) {
        return Normalizer.normalize(
                Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}

package io.perfectorder.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The passwords that are guessed first, and what is one of them in a thin disguise. */
final class CommonPasswords {
    private static final Set<String> LISTED = read();
    private static final Pattern TRIMMINGS = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern REPEATED = Pattern.compile("(.{1,8}?)\\1+.{0,3}");

    /** Listed words with less than this around them are what a guesser tries next. */
    private static final int OWN_CHARACTERS = 6;

    private CommonPasswords() {}

    static boolean holds(String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        return isListed(plain)
                || isListed(withoutDisguise(plain))
                || REPEATED.matcher(plain).matches();
    }

    private static boolean isListed(String text) {
        if (LISTED.contains(text) || LISTED.contains(TRIMMINGS.matcher(text).replaceAll(""))) {
            return true;
        }
        for (int start = 0; start < OWN_CHARACTERS; start++) {
            for (int end = text.length(); text.length() - (end - start) < OWN_CHARACTERS && end - start >= 6; end--) {
                if (LISTED.contains(text.substring(start, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String withoutDisguise(String text) {
        return text.replace('0', 'o')
                .replace('1', 'l')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    private static Set<String> read() {
        try (InputStream list = Objects.requireNonNull(
                        CommonPasswords.class.getResourceAsStream("/security/common-passwords.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

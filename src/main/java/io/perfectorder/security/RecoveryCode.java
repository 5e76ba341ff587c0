package io.perfectorder.security;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A code that stands in for the app once: 120 random bits, so that its hash needs no slow function (see {@link KeyHash}).
 *
 * @param text as it is shown, in groups of four
 */
public record RecoveryCode(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 15;
    private static final int SET = 8;

    /** What is handed out together. */
    static List<RecoveryCode> set() {
        return Stream.generate(RecoveryCode::random).limit(SET).toList();
    }

    private static RecoveryCode random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new RecoveryCode(Base32.of(bytes).toLowerCase(Locale.ROOT).replaceAll("(?<=\\G.{4})(?=.)", "-"));
    }

    /** However its groups are typed. */
    static KeyHash hashOf(String typed) {
        return KeyHash.of(typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }

    KeyHash hash() {
        return hashOf(text);
    }

    @Override
    public String toString() {
        return "RecoveryCode[hidden]";
    }
}

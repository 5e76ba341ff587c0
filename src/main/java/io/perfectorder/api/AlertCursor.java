package io.perfectorder.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the history of alerts goes on: the rule that it is of, empty for all, and the number of the last transition that was shown. */
record AlertCursor(String rule, long number) {
    String text() {
        String plain = number + "|" + rule;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<AlertCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("\\|", 2);
            return parts.length == 2
                    ? Optional.of(new AlertCursor(parts[1], Long.parseLong(parts[0])))
                    : Optional.empty();
        } catch (IllegalArgumentException notACursor) {
            return Optional.empty();
        }
    }
}

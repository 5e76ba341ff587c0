package io.perfectorder.api;

import io.perfectorder.pipeline.LetterSelection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/** Where a list of dead letters goes on: the selection it belongs to, and the number of the last letter that was shown. */
record LetterCursor(long selection, long number) {
    static LetterCursor after(LetterSelection selection, long number) {
        return new LetterCursor(checksum(selection), number);
    }

    boolean belongsTo(LetterSelection asked) {
        return selection == checksum(asked);
    }

    String text() {
        String plain = selection + "|" + number;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    static Optional<LetterCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            String[] parts = plain.split("\\|", -1);
            return parts.length == 2
                    ? Optional.of(new LetterCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException notACursor) {
            return Optional.empty();
        }
    }

    private static long checksum(LetterSelection selection) {
        CRC32 checksum = new CRC32();
        checksum.update(selection.toString().getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}

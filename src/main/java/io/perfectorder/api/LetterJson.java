package io.perfectorder.api;

import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.KeptLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dead letters in the JSON of the API. */
final class LetterJson {
    /** A character of UTF-8 is at most this much longer than its first byte. */
    private static final int LONGEST_REST = 3;

    private LetterJson() {}

    /** The event is in {@code raw}, or in {@code rawBase64} when it is no UTF-8; {@code rawBytes} tells whether that is all of it. */
    static Map<String, Object> of(KeptLetter kept) {
        DeadLetter letter = kept.letter();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", kept.number());
        json.put("recordedAt", kept.recordedAt().toString());
        json.put("code", letter.code());
        json.put("detail", letter.detail());
        if (letter.source() != null) {
            json.put("eventSource", letter.source());
        }
        if (letter.id() != null) {
            json.put("eventId", letter.id());
        }
        if (kept.replayedAt() != null) {
            json.put("replayedAt", kept.replayedAt().toString());
        }
        json.put("rawBytes", kept.rawBytes());
        putRaw(json, letter.raw(), letter.raw().length < kept.rawBytes());
        return json;
    }

    /** Of a beginning, the last character may have been cut in two: then it is left out. */
    private static void putRaw(Map<String, Object> json, byte[] raw, boolean beginning) {
        int rest = beginning ? Math.min(LONGEST_REST, raw.length) : 0;
        for (int cut = 0; cut <= rest; cut++) {
            try {
                ByteBuffer text = ByteBuffer.wrap(raw, 0, raw.length - cut);
                json.put("raw", StandardCharsets.UTF_8.newDecoder().decode(text).toString());
                return;
            } catch (CharacterCodingException notUtf8) {
                // Tried again without the last byte; in the end it is no text.
            }
        }
        json.put("rawBase64", Base64.getEncoder().encodeToString(raw));
    }
}
